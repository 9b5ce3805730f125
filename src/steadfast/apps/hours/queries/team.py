"""The weeks of the team side by side, by name: what is booked and who has handed in. Nobody is ranked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Sum

from steadfast.apps.hours.models import Entry, Timer, WeekHandedIn
from steadfast.apps.hours.models.entry import STANDS
from steadfast.apps.identity import queries as identity
from steadfast.apps.identity.models import Person
from steadfast.foundation.actor import Actor

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Member:
    """A member's week in one line; `clock`: since when theirs runs, if it does."""

    person: Person
    booked: int
    handed_in: WeekHandedIn | None
    clock: datetime | None


def weeks(actor: Actor, monday: date) -> Sequence[Member]:
    """Return the members who are here or booked something in the week, by name; in four queries."""
    rows = Entry.objects.filter(STANDS, day__gte=monday, day__lt=monday + WEEK)
    booked = dict(rows.values_list("person_id").annotate(sum=Sum("minutes")).values_list("person_id", "sum"))
    handed = {row.person_id: row for row in WeekHandedIn.objects.filter(monday=monday)}
    clocks = dict(Timer.objects.values_list("person_id", "started_at"))
    people = identity.visible_to(actor).order_by("name", "pk")
    return [
        Member(person, booked.get(person.pk, 0) * 60, handed.get(person.pk), clocks.get(person.pk))
        for person in people
        if person.left_at is None or person.pk in booked
    ]
