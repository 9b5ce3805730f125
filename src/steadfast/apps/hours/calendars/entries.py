"""What stands in somebody's calendar: their absences, their turns and what they owe, from a month ago on."""

from datetime import datetime, timedelta

from django.urls import reverse

from steadfast.apps.commitments.models import Commitment
from steadfast.apps.commitments.queries import register
from steadfast.apps.hours.calendars.writing import Entry
from steadfast.apps.identity.models import Absence, DutyTurn, Person, Team
from steadfast.domain.language import say
from steadfast.foundation.actor import Actor

SINCE = timedelta(days=31)
MOST = 500  # of each kind


def of_person(person: Person, actor: Actor, origin: str, now: datetime) -> list[Entry]:
    """Return the entries of a person; `actor` is who they are, and sees what they owe."""
    return [*_absences(person, now), *_turns(person, now), *_owed(person, actor, origin)]


def of_team(team: Team, now: datetime) -> list[Entry]:
    """Return the turns of a team, each with its name."""
    rows = DutyTurn.objects.filter(team=team, ends_at__gt=now - SINCE).select_related("person").order_by("starts_at")
    return [
        Entry(f"turn-{row.pk}@steadfast", row.starts_at, row.ends_at, f"{row.person.name}: {team.name}", busy=False)
        for row in rows[:MOST]
    ]


def _absences(person: Person, now: datetime) -> list[Entry]:
    rows = Absence.objects.filter(person=person, cancelled_at=None, ends_at__gt=now - SINCE).select_related("deputy")
    return [
        Entry(
            f"absence-{row.pk}@steadfast",
            row.starts_at,
            row.ends_at,
            say("%(kind)s, %(name)s answers", kind=row.kind_in_words, name=row.deputy.name),
        )
        for row in rows.order_by("starts_at")[:MOST]
    ]


def _turns(person: Person, now: datetime) -> list[Entry]:
    rows = DutyTurn.objects.filter(person=person, ends_at__gt=now - SINCE).select_related("team").order_by("starts_at")
    return [
        Entry(
            f"turn-{row.pk}@steadfast",
            row.starts_at,
            row.ends_at,
            say("On duty: %(team)s", team=row.team.name),
            busy=False,
        )
        for row in rows[:MOST]
    ]


def _owed(person: Person, actor: Actor, origin: str) -> list[Entry]:
    rows = register.visible_to(actor).filter(owner=person, closed_at=None, direction="ours").select_related("subject")
    return [_due(row, origin) for row in rows.order_by("due_at", "pk")[:MOST]]


def _due(row: Commitment, origin: str) -> Entry:
    words = say("%(label)s: %(kind)s due", label=row.subject.label, kind=say(row.kind))
    url = f"{origin}{reverse('commitments:show', args=[row.pk])}" if origin else ""
    return Entry(f"promise-{row.pk}@steadfast", row.due_at, None, words, busy=False, url=url)
