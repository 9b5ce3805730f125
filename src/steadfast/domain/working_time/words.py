"""Steps in words: "Mon 15:00–17:00 2 h · Tue 09:00–11:00 2 h · Christmas Day skipped"."""

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from steadfast.domain.working_time.explain import Kind, Step

_MINUTE, _HOUR = 60, 3600
_AFTER = {Kind.LEFT: " left", Kind.OVER: " over"}


def duration(seconds: int) -> str:
    """7200 -> "2 h", 5400 -> "1 h 30 min", 61 -> "1 min 1 s", 0 -> "0 min"."""
    sign, rest = ("−" if seconds < 0 else ""), abs(seconds)
    hours, minutes, rest = rest // _HOUR, rest % _HOUR // _MINUTE, rest % _MINUTE
    parts = [f"{count} {unit}" for count, unit in ((hours, "h"), (minutes, "min"), (rest, "s")) if count]
    return sign + (" ".join(parts) or "0 min")


def phrase(step: Step, zone: str) -> str:
    """One step in words, its times in the reader's zone."""
    start, end = step.start.astimezone(ZoneInfo(zone)), step.end.astimezone(ZoneInfo(zone))
    if step.kind is Kind.HOLIDAY:
        return f"{step.note or f'{start:%a} {start.day} {start:%b} holiday'} skipped"
    if step.kind is Kind.CLOSED:
        return f"{_span(start, end)} closed"
    if step.kind is Kind.PAUSED:
        return f"{_span(start, end)} {step.note or 'waiting'}, not counted"
    return f"{_span(start, end)} {duration(step.seconds)}{_AFTER.get(step.kind, '')}"


def sentence(steps: Iterable[Step], zone: str) -> str:
    """The steps that say why, joined; nights and weekends go without saying."""
    return " · ".join(phrase(step, zone) for step in steps if step.kind is not Kind.CLOSED)


def _span(start: datetime, end: datetime) -> str:
    if start.date() == end.date():
        return f"{start:%a} {_clock(start)}–{_clock(end)}"
    return f"{start:%a} {_clock(start)}–{end:%a} {_clock(end)}"


def _clock(moment: datetime) -> str:
    return f"{moment:%H:%M:%S}" if moment.second else f"{moment:%H:%M}"
