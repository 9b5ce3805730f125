"""What a rule does on a ticket, by the operations that a person presses. It writes to no client, and closes nothing.

The machine signs with the rule's name. Only a person can hand over: an offer is made in the name of the rule's owner.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from steadfast.apps.automation.models import CheckItem
from steadfast.apps.automation.operations import checking
from steadfast.apps.commitments.operations.asking import To
from steadfast.apps.desk import operations as desk
from steadfast.apps.desk.models import Ticket
from steadfast.domain.automation import rules
from steadfast.domain.automation.rules import Done
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.foundation.actor import Actor


@dataclass(frozen=True, slots=True)
class Acting:
    """One run: what is to be done on which ticket, by whom."""

    done: Done
    ticket: Ticket
    reason: str
    machine: Actor
    owner: Actor
    now: datetime


def actor_of(name: str) -> Actor:
    """Return the machine that signs for a rule."""
    return Actor(None, None, f"Rule: {name}", frozenset())


def act(done: Done, ticket: Ticket, *, name: str, owner: Actor, now: datetime) -> list[list[str]]:
    """Do it, each action in a savepoint of its own; return [action, outcome, why] of each in order."""
    acting = Acting(done, ticket, f"By the rule “{name}”.", actor_of(name), owner, now)
    return [[action, *_one(ACTIONS[action], acting)] for action in ACTIONS if getattr(done, action)]


def _one(action: Callable[[Acting], bool], acting: Acting) -> tuple[str, str]:
    try:
        with transaction.atomic():
            return ("done" if action(acting) else "nothing"), ""
    except Refused as refusal:
        return "refused", str(refusal)[:300]


def _fresh(acting: Acting) -> Ticket:
    return Ticket.objects.get(pk=acting.ticket.pk)


def _priority(acting: Acting) -> bool:
    ticket, done = _fresh(acting), acting.done
    impact, urgency = done.impact or 3, done.urgency or 3
    if not rules.reprioritizes(done, ticket.impact, ticket.urgency):
        return False
    said = {"impact": impact, "urgency": urgency, "reason": acting.reason}
    desk.reprioritize(ticket.pk, **said, actor=acting.machine, now=acting.now)  # type: ignore[arg-type]
    return True


def _team(acting: Acting) -> bool:
    ticket, team = _fresh(acting), acting.done.team or 0
    if ticket.team_id == team:
        return False
    if ticket.taken_at is None:
        desk.route(ticket.pk, team, reason=acting.reason, actor=acting.machine, now=acting.now)
    else:
        desk.offer(ticket.pk, To(team_id=team), reason=acting.reason, actor=acting.owner, now=acting.now)
    return True


def _person(acting: Acting) -> bool:
    ticket, person = _fresh(acting), acting.done.person
    if ticket.owner_id == person:
        return False
    desk.offer(ticket.pk, To(person_id=person), reason=acting.reason, actor=acting.owner, now=acting.now)
    return True


def _checklist(acting: Acting) -> bool:
    ticket, checklist = acting.ticket.pk, acting.done.checklist or 0
    if CheckItem.objects.filter(ticket_id=ticket, checklist_id=checklist, gone_at=None).exists():
        return False
    checking.add(ticket, checklist, actor=acting.machine, now=acting.now)
    return True


def _note(acting: Acting) -> bool:
    desk.note(acting.ticket.pk, text=acting.done.note, actor=acting.machine, now=acting.now)
    return True


ACTIONS: Mapping[str, Callable[[Acting], bool]] = {
    "impact": _priority,
    "team": _team,
    "person": _person,
    "checklist": _checklist,
    "note": _note,
}
