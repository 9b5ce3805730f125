"""The preview of an edit: what it changes, every open promise that it touches, whose yes it takes; then its progress.

Looking changes nothing. Applying makes the version; a job carries it to open promises, and this page follows it.
"""

from datetime import datetime

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from steadfast.apps.agreements import changes, wall_edges
from steadfast.apps.agreements import queries as agreements
from steadfast.apps.agreements.models import AgreementVersion, Amendment
from steadfast.apps.agreements.queries.amendments import Version
from steadfast.apps.clients.models import Client
from steadfast.apps.commitments import links
from steadfast.apps.commitments.forms.amendment import AnswerForm, ApplyForm
from steadfast.apps.commitments.queries import amending
from steadfast.apps.commitments.queries.amending import preview, walk
from steadfast.domain.commitment.amended import Effect
from steadfast.domain.language import say
from steadfast.domain.working_time import Hours
from steadfast.foundation import clock
from steadfast.foundation.access import Request, access

MANAGE = "agreements.manage"
SHOWN = 50  # creditors on the page unless all are asked for


@access(MANAGE)
@require_safe
def show(request: Request, amendment_id: int) -> HttpResponse:
    """Show what an edit does, or how far it was carried out."""
    return page(request, found(request, amendment_id), now=clock.now())


@access(MANAGE)
@require_safe
def rows(request: Request, amendment_id: int) -> HttpResponse:
    """List the open promises of one effect, nearest due time first."""
    amendment, now = found(request, amendment_id), clock.now()
    effect = next((one for one in Effect if one.name.lower() == request.GET.get("effect")), None)
    if effect is None:
        raise Http404("No such group")
    client = request.GET.get("client", "")
    key = int(client) if client.isascii() and client.isdecimal() and len(client) < 19 else None
    after, successor = request.GET.get("after", ""), amending.successor_of(amendment)
    walked = walk.walk(successor, effect, request.actor, client_id=key, after=after, now=now)
    title, hint = (say(words) for words in preview.TOLD[effect])
    of = Client.objects.filter(pk=key).first() if key else None
    context = {"amendment": amendment, "walked": walked, "title": title, "hint": hint, "client": of, "now": now}
    return render(request, "commitments/amendment_rows.html", context)


def found(request: Request, amendment_id: int) -> Amendment:
    """Return an amendment that the reader may see, or answer 404."""
    return get_object_or_404(agreements.amendments_visible_to(request.actor), pk=amendment_id)


def page(
    request: Request,
    amendment: Amendment,
    *,
    now: datetime,
    form: ApplyForm | None = None,
    answering: tuple[int, AnswerForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    """Render the preview; a bound form keeps what was typed and says what is wrong with it."""
    newest, base = agreements.newest_of(amendment), agreements.base_of(amendment)
    overtaken = amendment.state == "draft" and newest.no != amendment.base_no
    reaches = amendment.state == "draft" or (amendment.reaches_open and amendment.state == "applied")
    plan = amending.plan(amending.successor_of(amendment), now=now) if reaches and not overtaken else None
    creditors = preview.creditors(plan, amendment.pk) if plan else []
    all_of_them = "all" in request.GET or len(creditors) <= SHOWN
    context = {
        "amendment": amendment,
        "name": str(amendment.calendar or amendment.agreement),
        "now": now,
        "changes": _changes(amendment, base),
        "warnings": _warnings(amendment, now),
        "newest": newest if overtaken else None,
        "maker": agreements.maker_of(newest) if overtaken else None,
        "groups": preview.groups(plan, request.actor) if plan else [],
        "total": len(plan.rows) if plan else 0,
        "creditors": [
            (one, _form(one, answering), links.path_of(one.proposal) if one.proposal else "")
            for one in (creditors if all_of_them else creditors[:SHOWN])
        ],
        "more_creditors": 0 if all_of_them else len(creditors) - SHOWN,
        "ahead": amending.ahead(amendment) if amendment.state == "applying" else 0,
        "form": form or ApplyForm(),
        "later_only": amendment.valid_from is not None and amendment.valid_from > now,
    }
    return render(request, "commitments/amendment.html", context, status=status)


def _form(one: preview.Yes, answering: tuple[int, AnswerForm] | None) -> AnswerForm | None:
    """Return the form for a creditor's answer, the one that came back if it is theirs; None once they answered."""
    if one.proposal is not None and one.proposal.answer:
        return None
    if answering is not None and answering[0] == one.creditor.pk:
        return answering[1]
    return AnswerForm(None, one.creditor.pk)


def _changes(amendment: Amendment, base: Version) -> list[changes.Change]:
    if not isinstance(base, AgreementVersion):
        return changes.of_calendar(base.body, amendment.body)
    told = changes.of_agreement(base.body, amendment.body)
    if amendment.on_calendar is not None and amendment.on_calendar_id != base.calendar_id:
        told.insert(0, changes.Change(say("Calendar"), base.calendar.name, amendment.on_calendar.name))
    return told


def _warnings(amendment: Amendment, now: datetime) -> list[str]:
    return wall_edges.warnings(Hours.from_dict(amendment.body), now.date()) if amendment.calendar_id else []
