"""Reads for waking: the rules, who is to be woken for a ticket in which order, and the calls that were made."""

from datetime import datetime

from django.db.models import QuerySet

from steadfast.apps.agreements import queries as agreements
from steadfast.apps.desk.models import Ticket
from steadfast.apps.hours.models import Wake, WakingRules, WakingWays
from steadfast.apps.hours.models.waking import ONLY
from steadfast.apps.identity import queries as identity
from steadfast.apps.identity.models import Person, Team
from steadfast.apps.identity.queries import duty
from steadfast.domain.commitment.duty.roster import on_duty
from steadfast.domain.hours import waking
from steadfast.foundation.actor import Actor

DESK, LEADS = "tickets.work", "wakes.manage"


def rules() -> WakingRules:
    """Return the practice's rules; those of a new practice where nobody has kept any."""
    return WakingRules.objects.filter(pk=ONLY).first() or WakingRules(pk=ONLY)


def ways_of(person_id: int) -> WakingWays:
    """Return by what somebody is woken."""
    return WakingWays.objects.filter(pk=person_id).first() or WakingWays(person_id=person_id)


def team_of(ticket: Ticket) -> Team | None:
    """Return the team that answers for a ticket: its own, else the first."""
    return ticket.team or identity.first_team()


def is_open(at: datetime) -> bool:
    """Tell whether the practice is open; without a calendar nobody is woken, as nobody is ever out of hours."""
    hours = agreements.usual_hours()
    return hours is None or hours.open_at(at)


def candidates(team: Team, at: datetime) -> tuple[int, ...]:
    """Return whom to wake for a team: who is on duty, their deputy, its duty owner, its members, then who leads.

    Who is away or has left is woken for nothing.
    """
    roster = duty.roster(at)
    first = on_duty(team.pk, roster).person
    deputy = Person.objects.filter(pk=first).values_list("deputy_id", flat=True).first()
    may = {person.pk for person in identity.members_with(DESK)}
    leads = [person.pk for person in identity.members_with(LEADS)]
    members = [key for key in roster.members.get(team.pk, ()) if key in may]
    order = waking.in_order(first, deputy, team.duty_owner_id, members, leads)
    return tuple(key for key in order if roster.here(key) or key == first)


def visible_to(actor: Actor) -> QuerySet[Wake]:
    """Return the calls that somebody may see: members who are woken see their own, who leads all."""
    rows = Wake.objects.select_related("ticket__subject", "ticket__client", "person", "answered_by")
    if actor.may(LEADS):
        return rows
    return rows.filter(person_id=actor.person_id or 0) if actor.may("wakes.answer") else rows.none()


def due(now: datetime) -> list[int]:
    """Return the calls that nobody answered in time."""
    rows = Wake.objects.filter(answered_at=None, over_at=None, next_at__lte=now)
    return list(rows.order_by("next_at").values_list("pk", flat=True)[:100])
