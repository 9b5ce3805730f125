"""Steps in words: "Mon 15:00–17:00 2 h · Tue 09:00–11:00 2 h · Christmas Day skipped"."""

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from steadfast.domain import language
from steadfast.domain.language import say
from steadfast.domain.working_time.explain import Kind, Step

_MINUTE, _HOUR = 60, 3600


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
        day = f"{language.short_weekday(start)} {language.day_of_month(start)}"
        return say("%(holiday)s skipped", holiday=step.note or say("%(day)s holiday", day=day))
    if step.kind is Kind.CLOSED:
        return say("%(times)s closed", times=_span(start, end))
    if step.kind is Kind.PAUSED:
        return say("%(times)s %(wait)s, not counted", times=_span(start, end), wait=step.note or say("waiting"))
    counted = f"{_span(start, end)} {duration(step.seconds)}"
    if step.kind is Kind.COUNTED:
        return counted
    return (
        say("%(counted)s left", counted=counted) if step.kind is Kind.LEFT else say("%(counted)s over", counted=counted)
    )


def sentence(steps: Iterable[Step], zone: str) -> str:
    """The steps that say why, joined; nights and weekends go without saying."""
    return " · ".join(phrase(step, zone) for step in steps if step.kind is not Kind.CLOSED)


def _span(start: datetime, end: datetime) -> str:
    if start.date() == end.date():
        return f"{language.short_weekday(start)} {_clock(start)}–{_clock(end)}"
    return f"{language.short_weekday(start)} {_clock(start)}–{language.short_weekday(end)} {_clock(end)}"


def _clock(moment: datetime) -> str:
    return f"{moment:%H:%M:%S}" if moment.second else f"{moment:%H:%M}"
