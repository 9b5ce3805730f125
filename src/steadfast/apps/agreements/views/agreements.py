"""The agreements, and one of them in words, with a box that tries its due times."""

from dataclasses import dataclass
from datetime import date, datetime

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from steadfast.apps.agreements import queries, week, words
from steadfast.apps.agreements.forms import DueTimeForm
from steadfast.apps.agreements.models import Agreement, AgreementVersion
from steadfast.domain.commitment import clauses, durations
from steadfast.foundation import clock, moments, pages
from steadfast.foundation.access import Request, access


@dataclass(frozen=True, slots=True)
class Row:
    """An agreement with the version in force and its targets at a glance: (kind, "4 h to 40 h"), and its last day."""

    agreement: Agreement
    version: AgreementVersion
    targets: list[tuple[str, str]]
    ends_on: date | None


@access("agreements.view")
@require_safe
def index(request: Request) -> HttpResponse:
    now = clock.now()
    page = pages.page(
        queries.visible_to(request.actor),
        order=("name", "id"),
        after=request.GET.get("after") or request.GET.get("before"),
    )
    versions = queries.in_force(page.rows, now)
    rows = [_row(one, versions[one.pk]) for one in page.rows if one.pk in versions]
    members = request.actor.client_id is None
    conflicts = queries.conflicts(queries.visible_to(request.actor)) if members else []
    torn = {one.pk for conflict in conflicts for one in (conflict.wins, conflict.loses)}
    context = {"rows": rows, "page": page, "now": now, "conflicts": conflicts, "torn": torn}
    context["calendars"] = queries.calendars_visible_to(request.actor).order_by("name")
    return render(request, "agreements/list.html", context)


def _row(agreement: Agreement, version: AgreementVersion) -> Row:
    found = clauses.read(version.body)
    targets = [(clause.kind, words.spread(clause)) for clause in found.kinds.values() if clause.targets]
    return Row(agreement, version, targets, found.ends_on)


@access("agreements.view")
@require_safe
@vary_on_headers("HX-Request")
def show(request: Request, number: int) -> HttpResponse:
    now = clock.now()
    agreement = get_object_or_404(queries.visible_to(request.actor), subject__number=number)
    versions = queries.versions_of(agreement)
    version = queries.in_force_of(versions, now)
    calendar = queries.current_version(version.calendar)
    hours = queries.hours_of(calendar)
    form = DueTimeForm(request.GET, hours=hours, clauses=clauses.read(version.body), now=now)
    context = {"form": form, "now": now}
    if request.htmx:
        return render(request, "agreements/due_time.html", context)
    context |= {"agreement": agreement, "calendar_no": calendar.no, "weeks": week.of(hours)}
    context["versions"] = queries.with_edits(versions, request.actor, agreement=agreement.pk)
    under_way = queries.amendments_visible_to(request.actor).filter(agreement=agreement)
    context["drafts"] = under_way.filter(state__in=("draft", "applying"))
    return render(
        request,
        "agreements/show.html",
        context | _in_words(version, now, now.astimezone(moments.zone_of(request.actor.zone)).date()),
    )


def _in_words(version: AgreementVersion, now: datetime, today: date) -> dict[str, object]:
    found = clauses.read(version.body)
    return {
        "version": version,
        "begun": version.valid_from <= now,
        "clauses": found,
        "kinds": list(found.kinds.values()),
        "table": words.table(found),
        "sentences": [(clause, words.clock(clause)) for clause in found.kinds.values()],
        "warns_at": found.warn_bp / 10_000,
        "term": words.term(found, today),
        "ended": found.ends_on is not None and found.ends_on < today,
        "confirmation": durations.calendar(found.confirmation_s),
    }
