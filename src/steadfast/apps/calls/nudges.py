"""What Today tells of calls: a missed one of a number that nobody knows, so that nothing could be promised.

It is told to who has the duty of the team that the telephone system rings. Whether there are any is looked up for all
at once, since they are few; then only what is still open is read, so that one that somebody saw to is gone at once.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.core.cache import cache
from django.urls import reverse

from steadfast.apps.calls import queries
from steadfast.apps.calls.models import Call
from steadfast.apps.commitments.nudges import Nudge
from steadfast.apps.identity import queries as identity
from steadfast.domain.language import say
from steadfast.foundation.actor import Actor

MISSED, KEPT_S = "calls_missed", 30
AGO = timedelta(days=30)  # what is older is found in the list of calls
LOOKED_AT, MOST = 50, 5


def nudges(actor: Actor, now: datetime) -> Iterable[Nudge]:
    """Return the rows of a member who has the duty."""
    if actor.person_id is None or not actor.may("calls.take"):
        return []
    missed = cache.get_or_set(MISSED, lambda: _whose(now), KEPT_S) or {}
    mine = missed.get(actor.person_id, [])
    if not mine:
        return []
    rows = queries.missed_of_nobody(queries.visible_to(actor)).filter(pk__in=mine)
    return [_nudge(call) for call in rows.order_by("-at")[:MOST]]


def _whose(now: datetime) -> dict[int, list[int]]:
    """Return the missed calls of nobody we know, by who has the duty now."""
    rows = queries.missed_of_nobody().filter(at__gt=now - AGO).select_related("system__team__duty_owner")
    calls = list(rows.order_by("-at")[:LOOKED_AT])
    first = identity.first_team() if calls else None
    teams = {call.pk: (call.system.team if call.system else None) or first for call in calls}
    owners = {team.pk: identity.duty_owner_of(team, now).pk for team in teams.values() if team is not None}
    found: dict[int, list[int]] = {}
    for key, team in teams.items():
        if team is not None:
            found.setdefault(owners[team.pk], []).append(key)
    return found


def _nudge(call: Call) -> Nudge:
    number = call.number or say("number withheld")
    return Nudge(
        what=say("Missed call of %(number)s, whom nobody knows: call back", number=number),
        label=say("Call"),
        url=reverse("calls:new") + f"?call={call.pk}",
        about=say("nobody is owed a call back yet"),
        at=call.at,
        post=reverse("calls:see_to", args=[call.pk]),
        button=say("Seen to"),
        fields=(("to", "today"),),
    )
