"""Limbo, bounces and ping-pong beside the scorecard, and the tickets behind each number. Facts to learn from."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from steadfast.apps.identity import queries as identity
from steadfast.apps.reporting.queries import hand_overs
from steadfast.apps.reporting.queries.hand_overs import GROUPS, Asked
from steadfast.apps.reporting.queries.months import BadSelection
from steadfast.domain.language import say
from steadfast.foundation import clock
from steadfast.foundation.access import Request, access
from steadfast.foundation.frames import bad_address

SHOWN = 100


@access("scorecard.view")
@require_safe
def show(request: Request) -> HttpResponse:
    """Show the figures of a period by group."""
    now = clock.now()
    try:
        asked = Asked.read(request.GET, identity.practice().zone, now)
    except BadSelection as error:
        return bad_address(request, error)
    found = hand_overs.found(request.actor, asked, now=now)
    rows = hand_overs.rows(found, asked)
    context = {
        "asked": asked,
        "groups": [(key, say(name), _address({**asked.months.parts(), "group": key})) for key, name in GROUPS.items()],
        "head": say(GROUPS[asked.group]),
        "rows": [(row, _links(asked, row.key)) for row in rows],
        "total": hand_overs.row("", say("All"), found.all) if found.all else None,
        "all": _links(asked, None),
        "more": found.more,
        "most": hand_overs.MOST,
        "months": asked.months.parts(),
        "few": hand_overs.FEW,
        "now": now,
    }
    return render(request, "reporting/hand_overs.html", context)


@access("scorecard.view")
@require_safe
def tickets(request: Request) -> HttpResponse:
    """List the tickets that a number counts, those longest in limbo first."""
    now = clock.now()
    try:
        asked = Asked.read(request.GET, identity.practice().zone, now)
    except BadSelection as error:
        return bad_address(request, error)
    rows = hand_overs.chosen(hand_overs.found(request.actor, asked, now=now), asked)
    context = {
        "count": len(rows),
        "counted": asked.counted,
        "rows": rows[:SHOWN],
        "asked": asked,
        "back": reverse("reporting:hand_overs") + _address({**asked.months.parts(), "group": asked.group}),
        "now": now,
    }
    return render(request, "reporting/hand_over_tickets.html", context)


def _links(asked: Asked, key: str | None) -> dict[str, str]:
    """Return the addresses of the tickets behind the numbers of one group, None for all of them."""
    parts = {**asked.months.parts(), "group": asked.group, **({} if key is None else {"key": key})}
    to = reverse("reporting:hand_over_tickets")
    return {
        name: to + _address({**parts, "counted": counted})
        for name, counted in (("count", ""), ("limbo", "limbo"), ("bounced", "bounced"), ("ping_pong", "ping_pong"))
    }


def _address(parts: dict[str, str]) -> str:
    return "?" + urlencode({name: value for name, value in parts.items() if value})
