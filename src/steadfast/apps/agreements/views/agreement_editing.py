"""Edit an agreement, make one, offer it to new work or take it out of offer."""

from datetime import datetime, time

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from steadfast.apps.agreements import operations, queries
from steadfast.apps.agreements.forms import AgreementForm, NewAgreementForm
from steadfast.apps.agreements.models import Agreement, Amendment
from steadfast.apps.agreements.starters import CLAUSES
from steadfast.apps.agreements.views.calendar_editing import MANAGE
from steadfast.domain import language
from steadfast.domain.commitment import clauses
from steadfast.domain.commitment.clauses import ClauseError
from steadfast.domain.language import known, say
from steadfast.foundation import clock, moments
from steadfast.foundation.access import Request, access

FORM = "agreements/agreement_edit.html"


@access(MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request, number: int) -> HttpResponse:
    """Show an agreement as a form, and keep what comes back as an amendment."""
    now = clock.now()
    agreement = get_object_or_404(queries.visible_to(request.actor), subject__number=number)
    newest = queries.versions_of(agreement)[0]
    before = queries.draft_of(request.actor, request.GET.get("from", ""), agreement=agreement.pk)
    calendar = before.on_calendar if before else newest.calendar
    base_no = before.base_no if before else newest.no
    found = clauses.read((before or newest).body)
    form = AgreementForm(request.POST or None, found=found, calendar=calendar, base_no=base_no)
    if request.method != "POST":
        return _page(request, form, agreement)
    draft = _draft(request, form, agreement, before, now) if form.is_valid() else None
    if draft is None:
        return _page(request, form, agreement, status=422)
    return redirect(f"/amendments/{draft.pk}/")


@access(MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request) -> HttpResponse:
    """Make an agreement; what is promised from then on falls under it, nothing that is open does."""
    form = NewAgreementForm(request.POST or None, found=clauses.read(CLAUSES), calendar=None)
    if request.method != "POST":
        return _page(request, form, None)
    if form.is_valid():
        data, now = form.cleaned_data, clock.now()
        try:
            made = operations.make_agreement(
                data["name"],
                data["client"],
                data["calendar"],
                data["body"],
                _from(request, form) or now,
                site=data["at"],
                service=data["service"],
                offered=data["offered"],
                actor=request.actor,
                now=now,
            )
        except ClauseError as error:
            form.refuse(error)
        else:
            messages.success(request, f"{made.name} stands.")
            return redirect("agreements:show", made.subject.number)
    return _page(request, form, None, status=422)


@access(MANAGE)
@require_POST
def offer(request: Request, number: int) -> HttpResponse:
    """Offer an agreement to new work, or take it out of offer."""
    agreement = get_object_or_404(queries.visible_to(request.actor), subject__number=number)
    offered = request.POST.get("offered") == "yes"
    operations.set_offered(agreement, offered, actor=request.actor, now=clock.now())
    said = known("%(name)s is offered to new work.") if offered else known("%(name)s is out of offer.")
    messages.success(request, say(said, name=agreement.name))
    return redirect("agreements:show", number)


def _draft(
    request: Request, form: AgreementForm, agreement: Agreement, before: Amendment | None, now: datetime
) -> Amendment | None:
    """Return the draft, which takes up the one before, or None where nothing is changed; the form says so."""
    newest, data = queries.versions_of(agreement)[0], form.cleaned_data
    same = data["body"] == clauses.read(newest.body).body() and data["calendar"].pk == newest.calendar_id
    if same and not data["valid_from"]:
        form.add_error(None, say("Nothing is changed yet."))
        return None
    starts = _from(request, form)
    if starts is not None and starts <= newest.valid_from:
        form.add_error(
            "valid_from",
            say(
                "Version %(no)s holds from %(day)s on; choose a later day.",
                no=newest.no,
                day=language.day_of_year(newest.valid_from),
            ),
        )
        return None
    base_no = min(data["base_no"] or newest.no, newest.no)
    said = (agreement, base_no, data["body"], data["calendar"])
    return operations.draft_agreement(*said, valid_from=starts, before=before, actor=request.actor, now=now)


def _from(request: Request, form: AgreementForm) -> datetime | None:
    """Return the first instant of the day from which it shall hold, where its editor is."""
    day = form.cleaned_data["valid_from"]
    return datetime.combine(day, time(), moments.zone_of(request.actor.zone)) if day else None


def _page(request: Request, form: AgreementForm, agreement: Agreement | None, status: int = 200) -> HttpResponse:
    return render(request, FORM, {"form": form, "agreement": agreement}, status=status)
