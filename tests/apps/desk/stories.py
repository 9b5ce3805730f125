"""Tells a story of service levels through the operations of the desk, and reads its clocks back from the register.

A story is what the domain's `clocks` reads: happenings at instants, under a ServiceLevel whose priorities are P1 to P4.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from steadfast.apps.agreements.operations import make_agreement, make_calendar
from steadfast.apps.commitments import queries as commitments
from steadfast.apps.commitments.models import Commitment
from steadfast.apps.desk import operations
from steadfast.apps.desk.models import Ticket
from steadfast.apps.desk.operations import Opening
from steadfast.domain.service_level import FIRST_RESPONSE, NEXT_UPDATE, RESOLUTION, Event
from steadfast.foundation.actor import SYSTEM, Actor
from tests import cast, factories

EARLY = datetime.fromisoformat("1990-01-01T00:00:00+00:00")
KINDS = {FIRST_RESPONSE: "first response", RESOLUTION: "resolution", NEXT_UPDATE: "next update"}
STARTS = {FIRST_RESPONSE: "opened", RESOLUTION: "opened", NEXT_UPDATE: "replied"}
STOPS = {FIRST_RESPONSE: "replied", RESOLUTION: "resolved", NEXT_UPDATE: "replied"}
LEVELS: Mapping[str, tuple[int, int]] = {"P1": (1, 1), "P2": (1, 2), "P3": (2, 2), "P4": (3, 3)}
LONGEST_WAIT = timedelta(days=60)  # a wait of the desk has an end; none of the stories waits that long


@dataclass(frozen=True, slots=True)
class Reading:
    """A clock as the register has it at an instant."""

    due: datetime
    warn: datetime
    worked: int
    state: str


def agree(
    calendar: Mapping[str, Any], targets: Mapping[str, Mapping[str, int]], paused: Iterable[str], warn_bp: int
) -> None:
    """Make the calendar and an agreement with everybody: `targets` by priority and name, as a ServiceLevel has them."""
    kinds = {
        KINDS[name]: {
            "targets": {priority: told[name] for priority, told in targets.items() if name in told},
            "starts": STARTS[name],
            "stops": STOPS[name],
            "pauses_on": ["client", "resolved"] if name in paused else [],
        }
        for name in KINDS
    }
    factories.practice()
    made = make_calendar("Story", calendar, actor=SYSTEM, now=EARLY)
    make_agreement("Story", None, made, {"kinds": kinds, "warn_bp": warn_bp}, EARLY, actor=SYSTEM, now=EARLY)


def tell(events: Iterable[Event], pause_states: Iterable[str], actor: Actor) -> Ticket:
    """Open a ticket and let everything happen to it at its instant."""
    ticket: Ticket | None = None
    for event in sorted(events, key=lambda event: event.at):
        if ticket is None:
            ticket = opened(event, actor)
        else:
            happen(ticket, event, frozenset(pause_states), actor)
    assert ticket is not None
    return ticket


def opened(event: Event, actor: Actor) -> Ticket:
    factories.team()
    impact, urgency = LEVELS[event.priority or "P3"]
    opening = Opening(client_id=factories.client(cast.KESTREL).pk, title="A story", impact=impact, urgency=urgency)
    return operations.open_ticket(opening, actor=actor, now=event.at)


def happen(ticket: Ticket, event: Event, pause_states: frozenset[str], actor: Actor) -> None:
    """Do what one event says."""
    by: dict[str, Any] = {"actor": actor, "now": event.at}
    if event.kind == "provider-reply":
        operations.reply(ticket.pk, text="This is how it stands.", **by)
    elif event.kind == "resolved":
        operations.resolve(ticket.pk, **by)
    elif event.kind == "reopened":
        operations.reopen(ticket.pk, reason="It came back", **by)
    elif event.kind == "priority":
        impact, urgency = LEVELS[event.priority or ""]
        operations.reprioritize(ticket.pk, impact=impact, urgency=urgency, reason="It is another one", **by)
    elif event.state in pause_states:
        until = event.at + LONGEST_WAIT
        operations.wait(ticket.pk, reason="client", words="an answer", expires_at=until, **by)
    else:
        operations.end_wait(ticket.pk, **by)


def reading(ticket: Ticket, name: str, now: datetime) -> Reading | None:
    """Return a clock from the rows of the register, or None where none runs or ended."""
    rows = Commitment.objects.filter(subject_id=ticket.pk, kind=KINDS[name]).select_related("terms")
    if name == NEXT_UPDATE:  # once resolved nobody waits for one
        rows = rows.filter(closed_at=None)
    row = rows.order_by("id").last()
    if row is None:
        return None
    clock = commitments.clock_of(row, commitments.waits_of(ticket.pk))
    return Reading(row.due_at, row.warn_at, clock.worked(now), state_of(row, now))


def state_of(row: Commitment, now: datetime) -> str:
    """Return met, breached, paused or running, in the words of the vectors."""
    if row.verdict != "open":
        return "met" if row.verdict == "kept" else "breached"
    if now > row.due_at:
        return "breached"
    return "paused" if row.waiting_since is not None else "running"
