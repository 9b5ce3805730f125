"""Amendments: edits of calendars and agreements under way, the versions around them, and who made a version."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from steadfast.apps.agreements.models import AgreementVersion, Amendment, CalendarVersion
from steadfast.apps.identity.models import Person
from steadfast.domain.language import say
from steadfast.foundation import events
from steadfast.foundation.actor import Actor
from steadfast.foundation.addresses import number_of

type Version = CalendarVersion | AgreementVersion


@dataclass(frozen=True, slots=True)
class Maker:
    """Who made a version, and when."""

    name: str
    at: datetime | None


def amendments_visible_to(actor: Actor) -> QuerySet[Amendment]:
    """Return the amendments for those who edit agreements; nobody else sees any."""
    if not actor.may("agreements.manage") or actor.client_id is not None:
        return Amendment.objects.none()
    return Amendment.objects.select_related(
        "agreement__subject", "agreement__client", "calendar__subject", "on_calendar", "made_by", "applied_by",
        "agreement_version", "calendar_version",
    )  # fmt: skip


def draft_of(actor: Actor, key: str, **edited: int) -> Amendment | None:
    """Return a draft by the key in an address, if it is one of what is edited; None for anything else."""
    number = number_of(key)
    if number is None:
        return None
    return amendments_visible_to(actor).filter(pk=number, state="draft", **edited).first()


def newest_of(amendment: Amendment) -> Version:
    """Return the newest version of what an amendment edits."""
    if amendment.calendar_id:
        return (
            CalendarVersion.objects.select_related("calendar__subject")
            .filter(calendar=amendment.calendar_id)
            .latest("no")
        )
    return _agreed().filter(agreement=amendment.agreement_id).latest("no")


def base_of(amendment: Amendment) -> Version:
    """Return the version that an amendment began from."""
    if amendment.calendar_id:
        rows = CalendarVersion.objects.select_related("calendar__subject")
        return rows.get(calendar=amendment.calendar_id, no=amendment.base_no)
    return _agreed().get(agreement=amendment.agreement_id, no=amendment.base_no)


def maker_of(version: Version) -> Maker:
    """Return who made a version, as its event tells."""
    subject = version.calendar.subject_id if isinstance(version, CalendarVersion) else version.agreement.subject_id
    for event, body in reversed(events.read(subject)):
        if body.get("no") == version.no:
            person = Person.objects.filter(pk=event.actor_id).first()
            return Maker(person.name if person else "Steadfast", event.at)
    return Maker(say("Somebody"), None)


def _agreed() -> QuerySet[AgreementVersion]:
    return AgreementVersion.objects.select_related("agreement__subject", "calendar__subject")
