"""From a phrase to an instant: in the zone of who writes, and where hours are meant, on the calendar."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from steadfast.domain import language
from steadfast.domain.commitment.typed_promise.days import DayError
from steadfast.domain.commitment.typed_promise.ends import End
from steadfast.domain.commitment.typed_promise.finding import Found
from steadfast.domain.commitment.typed_promise.said import said
from steadfast.domain.commitment.typed_promise.spans import Span
from steadfast.domain.language import say
from steadfast.domain.working_time import CalendarError, Hours, wall_time

TEN_YEARS = timedelta(days=3_660)
BACK = 40  # days in which the last opening of a month or a year is looked for


class Unclear(ValueError):
    """What was typed names no instant that can be promised; the message says why and what to write."""


@dataclass(frozen=True, slots=True)
class Due:
    """The instant, and the open seconds that were promised where a calendar counts them."""

    at: datetime
    target_s: int | None = None


@dataclass(frozen=True, slots=True)
class Here:
    """When and where somebody writes, and the hours on which it counts."""

    now: datetime
    zone: ZoneInfo
    hours: Hours

    @property
    def today(self) -> date:
        return self.now.astimezone(self.zone).date()


def due(found: Found, here: Here) -> Due:
    """Return when a phrase falls due; raise Unclear where it is no time that can be promised."""
    try:
        result = Due(*_due(found, here))
    except DayError as error:
        raise Unclear(str(error)) from error
    except (CalendarError, OverflowError, ValueError) as error:
        if isinstance(error, Unclear):
            raise
        raise Unclear(say("That is too far away.")) from error
    if result.at <= here.now:
        raise Unclear(
            say("%(time)s has passed; a promise needs a time that lies ahead.", time=said(result.at, here.zone))
        )
    if result.at - here.now > TEN_YEARS:
        raise Unclear(say("That is more than ten years away."))
    return result


def _due(found: Found, here: Here) -> tuple[datetime, int | None]:
    if found.span is not None:
        return _after(found.span, here)
    if found.end is not None:
        return _closing(found.end, _day(found, here) if found.day else None, here), None
    if found.clock is None:
        return _whole_day(found, here), None
    return _at(_day(found, here), found.clock, here), None


def _after(span: Span, here: Here) -> tuple[datetime, int | None]:
    if span.open and span.days:
        raise Unclear(say("A working day is as long as its calendar; say hours, such as within 8 working hours."))
    if span.days:
        local = here.now.astimezone(here.zone)
        return _at(local.date() + timedelta(days=span.days), local.time(), here), None
    if span.open:
        return here.hours.due(here.now, span.seconds), span.seconds
    return here.now + timedelta(seconds=span.seconds), None


def _day(found: Found, here: Here) -> date:
    """Return the day; a weekday that is today's means today while its time lies ahead, else the one in a week."""
    if found.day is None:
        return here.today
    day = found.day.on(here.today)
    if day == here.today and found.day.is_plain_weekday and _is_over(found, day, here):
        return day + timedelta(days=7)
    return day


def _is_over(found: Found, day: date, here: Here) -> bool:
    end = _at(day, found.clock, here) if found.clock is not None else _last_close(day, day, here)
    return end is None or end <= here.now


def _whole_day(found: Found, here: Here) -> datetime:
    """Return the close of a day that was named without a time."""
    if found.prefix == "before":
        raise Unclear(say("Before that day can mean the evening before it; name the last day or a time."))
    return _closing(End("day"), _day(found, here), here)


def _closing(end: End, day: date | None, here: Here) -> datetime:
    first, last = end.days(here.today) if day is None else (day, day)
    close = _last_close(first, last, here)
    if close is None:
        raise Unclear(say("%(day)s is closed on this calendar; write a time with it.", day=_named(last)))
    return close


def _last_close(first: date, last: date, here: Here) -> datetime | None:
    """Return when the last opening of some days ends, looking back from the last one."""
    for back in range(min((last - first).days, BACK) + 1):
        start = datetime.combine(last - timedelta(days=back), time(), here.zone)
        spans = here.hours.spans(start.astimezone(UTC), (start + timedelta(days=1)).astimezone(UTC))
        if spans:
            return spans[-1][1]
    return None


def _at(day: date, clock: time, here: Here) -> datetime:
    read = wall_time.read(datetime.combine(day, clock.replace(tzinfo=None)), here.zone)
    if read.trouble:
        raise Unclear(read.trouble)
    return read.instant


def _named(day: date) -> str:
    return f"{language.weekday(day)} {language.day_of_month(day)}"
