"""Try a due time: from a start and a target to the due time, told interval by interval and drawn as a promise line."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from steadfast.domain import language
from steadfast.domain.commitment import durations, line
from steadfast.domain.language import say, say_n
from steadfast.domain.working_time import Clock, Hours, Kind, Step
from steadfast.domain.working_time.wall_time import WallTime

SHOWN = 12  # rows told one by one; what lies between the first and the last of a longer list is told as one
LAST = 3
A_WEEK = 6  # days within which a weekday says enough


@dataclass(frozen=True, slots=True)
class Row:
    """One interval in words, what it counts in words, and whether it counts."""

    words: str
    counts: str
    counted: bool


@dataclass(frozen=True, slots=True)
class Trial:
    """A due time that explains itself. Words are in the zone of the calendar, as the start was written."""

    start: WallTime
    target_s: int
    due: datetime
    due_words: str
    due_short: str
    sum_words: str
    rows: tuple[Row, ...]
    line: line.Line


def run(hours: Hours, start: WallTime, target_s: int) -> Trial:
    """Return the due time of `target_s` working seconds from the start. Raise CalendarError where there is none."""
    clock = Clock(hours, target_s, start.instant)
    due = hours.due(start.instant, target_s)
    steps = clock.explain(start.instant)
    zone, local = start.zone, start.instant.astimezone(start.zone)
    dated = (due - start.instant).days >= A_WEEK
    return Trial(
        start=start,
        target_s=target_s,
        due=due,
        due_words=_exact(due.astimezone(zone), since=local),
        due_short=_moment(due.astimezone(zone), dated),
        sum_words=say("%(target)s from %(since)s", target=durations.working(target_s), since=_moment(local, dated)),
        rows=_rows(steps, zone, dated),
        line=line.draw(steps, due=due, now=start.instant, zone=zone),
    )


def _rows(steps: Sequence[Step], zone: ZoneInfo, dated: bool) -> tuple[Row, ...]:
    if len(steps) <= SHOWN:
        return tuple(_row(step, zone, dated) for step in steps)
    first, last = ([_row(step, zone, dated) for step in part] for part in (steps[: SHOWN - LAST], steps[-LAST:]))
    return (*first, _between(steps[SHOWN - LAST : -LAST]), *last)


def _row(step: Step, zone: ZoneInfo, dated: bool) -> Row:
    start, end = step.start.astimezone(zone), step.end.astimezone(zone)
    if step.kind is Kind.HOLIDAY:
        return Row(f"{_day(start)} {step.note or say('holiday')}", "–", False)
    what = say("counted") if step.seconds else step.note or say("closed")
    words = f"{_span(start, end, dated)} {what}{_changed(start, end)}"
    return Row(words, durations.working(step.seconds) if step.seconds else "–", bool(step.seconds))


def _changed(start: datetime, end: datetime) -> str:
    """Say why an interval is longer or shorter than its clock times tell."""
    before, after = start.utcoffset(), end.utcoffset()
    if before is None or after is None or before == after:
        return ""
    return say(", clocks go forward") if after > before else say(", clocks go back")


def _between(steps: Sequence[Step]) -> Row:
    opened = [step for step in steps if step.seconds]
    seconds = sum(step.seconds for step in opened)
    words = say_n("… %(n)s more open interval", "… %(n)s more open intervals", len(opened))
    return Row(words, durations.working(seconds), True)


def _span(start: datetime, end: datetime, dated: bool) -> str:
    """Return "Tue 30 Mar 17:00–Wed 09:00"; the end has a date only where its weekday does not say it."""
    if start.date() == end.date():
        return f"{_moment(start, dated)}–{end:%H:%M}"
    return f"{_moment(start, dated)}–{_moment(end, dated and (end.date() - start.date()).days > A_WEEK)}"


def _moment(local: datetime, dated: bool) -> str:
    return f"{_day(local) if dated else language.short_weekday(local)} {local:%H:%M}"


def _day(local: datetime) -> str:
    return f"{language.short_weekday(local)} {language.day_of_month(local)}"


def _exact(local: datetime, since: datetime) -> str:
    """Return "Tue 31 Mar, 10:00", with the year where it is another than that of the start."""
    day = language.day_of_year(local) if local.year != since.year else language.day_of_month(local)
    return f"{language.short_weekday(local)} {day}, {local:%H:%M}" + (f":{local:%S}" if local.second else "")
