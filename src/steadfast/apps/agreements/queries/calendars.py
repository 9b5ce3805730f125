"""Calendars as somebody may see them, and their hours, compiled once for each content."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any

from django.db.models import QuerySet

from steadfast.apps.agreements.models import Calendar, CalendarVersion
from steadfast.apps.agreements.queries.agreements import everybodys, visible_to
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.domain.language import say
from steadfast.domain.working_time import Hours
from steadfast.foundation.actor import Actor
from steadfast.foundation.prepared import Rows


def calendars_visible_to(actor: Actor) -> QuerySet[Calendar]:
    """Return what an actor may see: members all, a contact the calendars of the agreements that they see."""
    if not actor.may("agreements.view"):
        return Calendar.objects.none()
    rows = Calendar.objects.select_related("subject")
    if actor.client_id is None:
        return rows
    return rows.filter(agreement_versions__agreement__in=visible_to(actor)).distinct()


def current_version(calendar: Calendar) -> CalendarVersion:
    """Return the newest version of a calendar; every calendar has one."""
    found = _newest().rows(calendar=calendar.pk)
    if not found:
        raise CalendarVersion.DoesNotExist(f"calendar {calendar.pk} has no version")
    return found[0]


@cache
def _newest() -> Rows[CalendarVersion]:
    return Rows(lambda calendar: CalendarVersion.objects.filter(calendar_id=calendar).order_by("-no")[:1], ["calendar"])


def everybodys_calendar() -> Calendar | None:
    """Return the calendar of what holds for everybody, None where there is no such agreement."""
    agreement = everybodys()
    return agreement.versions.select_related("calendar__subject").latest("no").calendar if agreement else None


def usual_version() -> CalendarVersion:
    """Return the newest version of the practice's first calendar, on which work without an agreement is promised."""
    first = CalendarVersion.objects.order_by("calendar_id", "-no").first()
    if first is None:
        raise Refused(say("There is no calendar yet; make one first, so that a promise has open hours."))
    return first


@dataclass(frozen=True)
class _Source:
    """A body known by its digest alone, so that it is a key of the cache without being compared."""

    digest: str
    body: Mapping[str, Any] = field(compare=False)


def hours_of(version: CalendarVersion) -> Hours:
    """Return the compiled hours of a calendar version; every version with the same content shares them."""
    return _compiled(_Source(version.digest, version.body))


def usual_hours() -> Hours | None:
    """Return the open hours of the practice: those of `usual_version`, None while there is no calendar."""
    try:
        return hours_of(usual_version())
    except Refused:
        return None


@lru_cache(maxsize=256)
def _compiled(source: _Source) -> Hours:
    return Hours.from_dict(source.body)
