"""Instants in words, in the reader's zone: today 08:02, yesterday 15:00, Mon 14:00, 4 Dec; the title has the exact one.

`when` is for what happened or will happen; `due` is shorter and follows the word "due".
"""

from datetime import UTC, date, datetime, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from steadfast.domain import language
from steadfast.domain.language import known, say

NEAR = {-1: known("yesterday"), 0: known("today"), 1: known("tomorrow")}
A_WEEK = 6  # so many days before and after today have a weekday of their own


@lru_cache(maxsize=64)
def zone_of(name: str) -> tzinfo:
    """Return the zone, or UTC for a name that nobody knows: a page is shown even when a setting is wrong."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return UTC


def when(instant: datetime, now: datetime, zone: tzinfo) -> str:
    local, today = instant.astimezone(zone), now.astimezone(zone).date()
    days = (local.date() - today).days
    if days in NEAR:
        return f"{say(NEAR[days])} {local:%H:%M}"
    return f"{language.short_weekday(local)} {local:%H:%M}" if abs(days) <= A_WEEK else day(local.date(), today)


def due(instant: datetime, now: datetime, zone: tzinfo) -> str:
    local = instant.astimezone(zone)
    return f"{local:%H:%M}" if local.date() == now.astimezone(zone).date() else when(instant, now, zone)


def clock_time(instant: datetime, now: datetime, zone: tzinfo) -> str:
    """Return only the time of day, where the day stands beside it."""
    return f"{instant.astimezone(zone):%H:%M}"


def dated(instant: datetime, now: datetime, zone: tzinfo) -> str:
    """Return as `when`, but with the time of day also for far days: "4 Dec 12:00"; for dates that are agreed on."""
    local, words = instant.astimezone(zone), when(instant, now, zone)
    return words if words.endswith(f"{local:%H:%M}") else f"{words} {local:%H:%M}"


def day(of: date, today: date) -> str:
    """Return "4 Dec", with the year when it is not this one."""
    return language.day_of_month(of) if of.year == today.year else language.day_of_year(of)


def near_day(instant: datetime, now: datetime, zone: tzinfo) -> str:
    """Return only the day: today, tomorrow, Wed, 4 Dec."""
    of, today = instant.astimezone(zone).date(), now.astimezone(zone).date()
    days = (of - today).days
    if days in NEAR:
        return say(NEAR[days])
    return language.short_weekday(of) if abs(days) <= A_WEEK else day(of, today)


def is_near(instant: datetime, now: datetime, zone: tzinfo) -> bool:
    """Tell whether the day is called yesterday, today or tomorrow."""
    return (instant.astimezone(zone).date() - now.astimezone(zone).date()).days in NEAR


def exact(instant: datetime, zone: tzinfo) -> str:
    local = instant.astimezone(zone)
    return f"{language.short_weekday(local)} {language.day_of_year(local)}, {local:%H:%M:%S} {local.tzname()}"


def in_full(instant: datetime, zone: tzinfo) -> str:
    """Return "Friday 27 November 2026, 12:00 (Europe/London)": for who may read it in another zone."""
    local = instant.astimezone(zone)
    return f"{language.weekday(local)} {language.long_day_of_year(local)}, {local:%H:%M} ({zone})"


def markup(instant: datetime, words: str, zone: tzinfo) -> SafeString:
    stamp = instant.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    return mark_safe(f'<time datetime="{stamp}" title="{exact(instant, zone)}">{escape(words)}</time>')
