"""Recurring tickets: which there are, which are due, when each comes next, and what became of its times."""

from collections.abc import Callable
from datetime import date, datetime, time, tzinfo
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from steadfast.apps.agreements import queries as agreements
from steadfast.apps.agreements.models import Calendar
from steadfast.apps.automation.models import Recurrence, RecurrenceTime
from steadfast.domain.automation import recurrence
from steadfast.domain.automation.recurrence import Pattern
from steadfast.domain.working_time import Hours

MOST = 200  # shown on a page
SHOWN = 100


def all_of_them() -> QuerySet[Recurrence]:
    """Return the recurring tickets, the next due first."""
    rows = (
        Recurrence.objects.filter(removed_at=None)
        .select_related("team", "checklist", "calendar")
        .prefetch_related("clients")
    )
    return rows.order_by("paused_at", "next_at", "pk")


def due(now: datetime) -> list[int]:
    """Return those of which a time has come."""
    rows = Recurrence.objects.filter(paused_at=None, next_at__lte=now).order_by("next_at", "pk")
    return list(rows.values_list("pk", flat=True)[:MOST])


def times_of(row: Recurrence) -> list[RecurrenceTime]:
    """Return what became of its times, the newest first."""
    rows = RecurrenceTime.objects.filter(recurrence=row).select_related("client", "ticket__subject")
    return list(rows.order_by("-day", "client__name")[:SHOWN])


def pattern_of(row: Recurrence) -> Pattern:
    """Return when it comes as the domain reads it."""
    return Pattern(
        unit=row.unit,
        begins=row.begins,
        every=row.every,
        weekdays=frozenset(row.weekdays),
        monthday=row.monthday,
        ends=row.ends,
        holiday=row.holiday,
    )


def on_calendar(calendar: Calendar) -> tuple[Callable[[date], bool], tzinfo]:
    """Return which days are open on a calendar as it stands, and its zone."""
    hours = agreements.hours_of(agreements.current_version(calendar))
    zone = ZoneInfo(hours.zone)
    return lambda day: _is_open(hours, day, zone), zone


def next_days(pattern: Pattern, calendar: Calendar, at: time, after: datetime, most: int = 1) -> list[date]:
    """Return the next days after an instant."""
    opens, zone = on_calendar(calendar)
    return recurrence.following(pattern, opens, at, zone, after, most)


def _is_open(hours: Hours, day: date, zone: tzinfo) -> bool:
    begin, end = datetime.combine(day, time(), zone), datetime.combine(day, time(23, 59, 59), zone)
    return bool(hours.spans(begin, end))
