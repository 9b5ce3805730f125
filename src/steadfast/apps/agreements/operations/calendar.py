"""Make a calendar and give it versions. A version is checked when it is made and never changed."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any

from django.db import transaction

from steadfast.apps.agreements.models import Calendar, CalendarVersion
from steadfast.apps.agreements.operations import zone_data
from steadfast.domain.working_time import Hours
from steadfast.foundation import events, subjects
from steadfast.foundation.actor import Actor
from steadfast.foundation.models import PRACTICE_CHAIN

NOWHERE: Mapping[str, str] = MappingProxyType({})


@transaction.atomic
def make_calendar(
    name: str, body: Mapping[str, Any], *, origins: Mapping[str, str] = NOWHERE, actor: Actor, now: datetime
) -> Calendar:
    """Make a calendar with its first version; `origins` notes where dates were taken from.

    `body` is in the form of sla-vectors/1. Raise CalendarError, which names the field, for hours that cannot be kept:
    an unknown zone, a broken time, a calendar that is never open.
    """
    hours = Hours.from_dict(body)
    subject = subjects.open_subject("calendar", name, PRACTICE_CHAIN)
    calendar = Calendar.objects.create(name=name, subject=subject)
    _write(calendar, hours, 1, origins, actor=actor, now=now)
    return calendar


@transaction.atomic
def add_calendar_version(
    calendar: Calendar,
    body: Mapping[str, Any],
    *,
    origins: Mapping[str, str] = NOWHERE,
    actor: Actor,
    now: datetime,
) -> CalendarVersion:
    """Add a version, or return the newest where it says the same. What was promised before keeps its own version."""
    hours = Hours.from_dict(body)
    Calendar.objects.select_for_update(no_key=True).get(pk=calendar.pk)
    newest = calendar.versions.order_by("-no").first()
    if newest is not None and newest.digest == hours.digest:
        return newest
    return _write(calendar, hours, newest.no + 1 if newest else 1, origins, actor=actor, now=now)


def _write(
    calendar: Calendar, hours: Hours, no: int, origins: Mapping[str, str], *, actor: Actor, now: datetime
) -> CalendarVersion:
    row = CalendarVersion.objects.create(
        calendar=calendar,
        no=no,
        body=hours.to_dict(),
        origins=dict(origins),
        digest=hours.digest,
        tzdata=zone_data.version(),
        made_at=now,
    )
    body = {"name": calendar.name, "no": no, "hours": row.body, "digest": row.digest, "tzdata": row.tzdata}
    kind = "calendar.made" if no == 1 else "calendar.changed"
    events.append(events.NewEvent(PRACTICE_CHAIN, kind, now, calendar.subject_id, body), actor=actor, now=now)
    return row
