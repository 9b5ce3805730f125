"""Reads of the first hour: which of its steps are done, which are left for later, and which comes next."""

from dataclasses import dataclass

from steadfast.apps.identity.models import LeftStep, Practice
from steadfast.apps.identity.models.party import PRACTICE_ID
from steadfast.foundation import first_steps
from steadfast.foundation.actor import Actor
from steadfast.foundation.first_steps import Step


@dataclass(frozen=True, slots=True)
class Line:
    """A step as it stands."""

    step: Step
    done: bool
    left: bool
    next: bool = False


@dataclass(frozen=True, slots=True)
class Checklist:
    lines: list[Line]

    @property
    def done(self) -> int:
        return sum(line.done for line in self.lines)

    @property
    def next(self) -> Line | None:
        return next((line for line in self.lines if line.next), None)


def checklist(actor: Actor) -> Checklist:
    """Return the steps that the actor may take; the first that is neither done nor left comes next."""
    left = set(LeftStep.objects.values_list("key", flat=True))
    steps = [step for step in first_steps.steps() if actor.may(step.permission)]
    lines = [Line(step, step.done(actor), step.key in left) for step in steps]
    place = next((at for at, line in enumerate(lines) if not line.done and not line.left), None)
    if place is not None:
        lines[place] = Line(lines[place].step, done=False, left=False, next=True)
    return Checklist(lines)


def of_today(actor: Actor) -> Checklist | None:
    """Return the checklist as Today shows it: to who founds the practice, until each step is done or left."""
    if not actor.may("practice.manage") or not is_first_hour():
        return None
    found = checklist(actor)
    return found if found.next else None


def is_first_hour() -> bool:
    """Whether nobody has said yet that the first hour is over."""
    return Practice.objects.filter(pk=PRACTICE_ID, settled_at=None).exists()
