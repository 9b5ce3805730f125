"""The lists behind figures as files: the promises that a number counts, hand-overs by group, and their tickets."""

from collections.abc import Iterable, Sequence

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from steadfast.apps.commitments.queries.register import told
from steadfast.apps.commitments.views import register_file
from steadfast.apps.identity import queries as identity
from steadfast.apps.reporting.queries import facts, hand_overs
from steadfast.apps.reporting.queries.hand_overs import Asked
from steadfast.apps.reporting.queries.months import BadSelection
from steadfast.apps.reporting.queries.selection import Selection, counted_as
from steadfast.apps.reporting.queries.whose import Whose
from steadfast.foundation import clock, spreadsheet
from steadfast.foundation.access import Request, access
from steadfast.foundation.frames import bad_address

GROUPS = ("group", "tickets", "in_limbo", "median_s", "p90_s", "bounced", "ping_pong")
TICKETS = ("number", "title", "client", "team", "opened_at", "limbo_s", "bounces", "ping_pong")


@access("rows.view")
@require_safe
def rows(request: Request, form: str) -> HttpResponse:
    """Send the promises that a number counts; of due times that were given up there is no file."""
    now = clock.now()
    try:
        chosen, whose = Selection.read(request.GET), Whose.read(request.GET)
        register = chosen.but_months(whose.rows(request.actor, now=now)).filter(chosen.months.where("due_month"))
        found = counted_as(register, request.GET.get("number", "fell_due"), now=now)
        if why := request.GET.get("why", ""):
            found = facts.having(found, why, now=now)
    except BadSelection as error:
        return bad_address(request, error)
    order, columns = ("due_at", "id"), register_file.COLUMNS
    return spreadsheet.of_rows(told(found), columns, register_file.cells, order=order, name="promises", form=form)


@access("scorecard.view")
@require_safe
def groups(request: Request, form: str) -> HttpResponse:
    """Send the hand-overs of a period by group."""
    now = clock.now()
    try:
        asked = Asked.read(request.GET, identity.practice().zone, now)
    except BadSelection as error:
        return bad_address(request, error)
    figures = hand_overs.rows(hand_overs.found(request.actor, asked, now=now), asked)
    numbers = [(r.label, r.count, r.in_limbo, r.median, r.p90, r.bounced, r.ping_pong) for r in figures]
    return _file(GROUPS, numbers, "hand-overs", form)


@access("scorecard.view")
@require_safe
def tickets(request: Request, form: str) -> HttpResponse:
    """Send the tickets that a number of hand-overs counts."""
    now = clock.now()
    try:
        asked = Asked.read(request.GET, identity.practice().zone, now)
    except BadSelection as error:
        return bad_address(request, error)
    found = hand_overs.chosen(hand_overs.found(request.actor, asked, now=now), asked)
    said = [
        (
            one.ticket.subject.label,
            one.ticket.subject.title,
            one.ticket.client.name,
            one.ticket.team.name if one.ticket.team else "",
            spreadsheet.instant(one.ticket.opened_at),
            one.limbo.seconds,
            one.limbo.bounces,
            one.limbo.ping_pong,
        )
        for one in found
    ]
    return _file(TICKETS, said, "hand-over-tickets", form)


def _file(columns: Sequence[str], rows: Iterable[Sequence[object]], name: str, form: str) -> HttpResponse:
    """Send what is in memory already: a page reads no more than hand_overs.MOST tickets."""
    return spreadsheet.answer(spreadsheet.few(columns, rows, form=form), name, form=form)
