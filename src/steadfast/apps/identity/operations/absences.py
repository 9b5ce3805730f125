"""Absences: planned, cancelled, ended early; begun and over by the clock. What somebody is away for stays private.

Each step is an event of the practice. Work passes by what higher apps do when they hear "absence.began"; the row says
`returned_at` once they have brought everything back.
"""

from datetime import date, datetime, timedelta

from django.db import transaction

from steadfast.apps.identity.models import Absence, Person
from steadfast.apps.identity.models.party import PRACTICE_ID
from steadfast.domain.commitment import instants
from steadfast.domain.commitment.duty.absence import Away, days, plan
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.domain.language import say
from steadfast.foundation import events
from steadfast.foundation.actor import SYSTEM, Actor
from steadfast.foundation.models import PRACTICE_CHAIN, Event


@transaction.atomic
def plan_absence(
    person: Person,
    *,
    first: date,
    last: date,
    kind: str,
    deputy: Person,
    note: str = "",
    actor: Actor,
    now: datetime,
) -> tuple[Absence, str]:
    """Write an absence of whole days, begun at once if it begins today; return it and what is to be said of it."""
    both = Person.objects.select_for_update(no_key=True).filter(pk__in=[person.pk, deputy.pk]).order_by("pk")
    persons = {row.pk: row for row in both}  # in one order, so that two who name each other do not wait in a circle
    _here(persons[person.pk], persons[deputy.pk])
    away = days(person.name, first, last, person.zone, now=now)
    said = plan(away, kind, _known(person, now), deputy.name, _known(deputy, now))
    absence = Absence(
        person=person, deputy=deputy, kind=kind, starts_at=away.start, ends_at=away.end, note=note.strip()[:300]
    )
    absence.save(force_insert=True)
    _record("absence.planned", absence, actor=actor, now=now, private={"kind": kind, "note": absence.note})
    if absence.starts_at <= now:
        _begin(absence, actor=actor, now=now)
    return absence, said


@transaction.atomic
def cancel_absence(absence: Absence, *, actor: Actor, now: datetime) -> None:
    """Cancel an absence that has not begun, or end one that has: from now on they are here again."""
    absence = Absence.objects.select_for_update(no_key=True).get(pk=absence.pk)
    if absence.cancelled_at is not None or absence.ends_at <= now:
        raise Refused(say("That absence is over already."))
    if absence.starts_at < now:
        absence.ends_at = now
        absence.save(update_fields=["ends_at"])
        _record("absence.cut", absence, actor=actor, now=now)
        return
    absence.cancelled_at = now
    absence.save(update_fields=["cancelled_at"])
    _record("absence.cancelled", absence, actor=actor, now=now)


@transaction.atomic
def begin_absence(absence_id: int, *, now: datetime) -> bool:
    """Note that an absence has begun, once; tell whether it did."""
    absence = Absence.objects.select_for_update(no_key=True).get(pk=absence_id)
    if absence.passed_at is not None or absence.cancelled_at is not None or not absence.starts_at <= now:
        return False
    _begin(absence, actor=SYSTEM, now=now)
    return True


@transaction.atomic
def finish_absence(absence_id: int, *, now: datetime) -> bool:
    """Note that all work has come back from an absence that is over, once; tell whether it was."""
    absence = Absence.objects.select_for_update(no_key=True).get(pk=absence_id)
    over = absence.cancelled_at is not None or absence.ends_at <= now
    if absence.passed_at is None or absence.returned_at is not None or not over:
        return False
    absence.returned_at = now
    absence.save(update_fields=["returned_at"])
    _record("absence.ended", absence, actor=SYSTEM, now=now)
    return True


@transaction.atomic
def change_deputy(absence: Absence, deputy_id: int, *, actor: Actor, now: datetime) -> None:
    """Let another member stand in from now on, because the one who was to do it leaves."""
    absence = Absence.objects.select_for_update(no_key=True).get(pk=absence.pk)
    absence.deputy_id = deputy_id
    absence.save(update_fields=["deputy"])
    _record("absence.deputy_changed", absence, actor=actor, now=now)


@transaction.atomic
def name_deputy(person: Person, deputy: Person | None, *, actor: Actor, now: datetime) -> None:
    """Say who is offered as deputy when this person plans an absence; None for nobody in particular."""
    if deputy is not None:
        _here(person, deputy)
    person.deputy = deputy
    person.save(update_fields=["deputy"])
    body = {"person": person.pk, "deputy": deputy.pk if deputy else None}
    events.append(events.NewEvent(PRACTICE_CHAIN, "person.deputy_named", now, None, body), actor=actor, now=now)


def _begin(absence: Absence, *, actor: Actor, now: datetime) -> None:
    absence.passed_at = now
    absence.save(update_fields=["passed_at"])
    _record("absence.began", absence, actor=actor, now=now)


def _here(person: Person, deputy: Person) -> None:
    if person.left_at is not None:
        raise Refused(say("%(name)s has left.", name=person.name))
    if deputy.left_at is not None:
        raise Refused(say("%(name)s has left and can stand in for nobody.", name=deputy.name))
    if deputy.pk == person.pk or deputy.party_id != PRACTICE_ID:
        raise Refused(say("Name another member as deputy."))


def _known(person: Person, now: datetime) -> list[Away]:
    """Return when a person is away, from now on."""
    rows = Absence.objects.filter(person=person, cancelled_at=None, ends_at__gt=now - timedelta(seconds=1))
    return [Away(person.name, row.starts_at, row.ends_at, person.zone) for row in rows.order_by("starts_at")]


def _record(
    kind: str, absence: Absence, *, actor: Actor, now: datetime, private: dict[str, str] | None = None
) -> Event:
    body = {
        "absence": absence.pk,
        "person": absence.person_id,
        "deputy": absence.deputy_id,
        "starts_at": instants.text(absence.starts_at),
        "ends_at": instants.text(absence.ends_at),
    }
    new = events.NewEvent(PRACTICE_CHAIN, kind, now, None, body, private=private or {})
    return events.append(new, actor=actor, now=now)
