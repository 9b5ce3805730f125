"""Calendars written down: reads and writes the `sla-vectors/1` format, refusing with the field and the value.

`read(write(rule)) == rule`, and two ways of writing the same hours (order, "00:00" or "24:00") give the same text.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from steadfast.domain.working_time import zones
from steadfast.domain.working_time.calendar import DAY_MINUTES, Calendar, Combination, Dated, Interval, Rule
from steadfast.domain.working_time.errors import CalendarError, shown

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
FIELDS = ("timezone", "weekly", "holidays", "annual_holidays", "closures", "special_days", "holiday_names")
_TIME = re.compile(r"([01][0-9]|2[0-4]):([0-5][0-9])", re.ASCII)
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_LEAP_YEAR = "2000-"


def read(data: object, field: str = "calendar") -> Rule:
    """The rule that `data` (as read from JSON) describes; CalendarError names the first field that is wrong."""
    body = _mapping(data, field)
    for kind in ("all", "any"):
        if kind in body:
            return _read_combination(kind, body, field)
    for key in body:
        if key not in FIELDS:
            raise CalendarError("bad-shape", f"{field}.{key}", f"{shown(key)} is no part of a calendar")
    return Calendar(
        zone=zones.known(body.get("timezone"), f"{field}.timezone"),
        weekly=_read_weekly(body.get("weekly", {}), f"{field}.weekly"),
        holidays=_read_dates(body.get("holidays", ()), f"{field}.holidays"),
        annual_holidays=_read_annual(body.get("annual_holidays", ()), f"{field}.annual_holidays"),
        closures=_read_dated(body.get("closures", {}), f"{field}.closures"),
        special_days=_read_dated(body.get("special_days", {}), f"{field}.special_days"),
        holiday_names=_read_names(body.get("holiday_names", {}), f"{field}.holiday_names"),
    )


def write(rule: Rule) -> dict[str, Any]:
    """The rule as JSON-ready data, optional parts left out when empty."""
    if isinstance(rule, Combination):
        return {rule.kind: [write(member) for member in rule.members]}
    weekly = {name: _write(spans) for name, spans in zip(DAYS, rule.weekly, strict=True) if spans}
    optional = {
        "holidays": [day.isoformat() for day in rule.holidays],
        "annual_holidays": [f"{month:02}-{day:02}" for month, day in rule.annual_holidays],
        "closures": {day.isoformat(): _write(spans) for day, spans in rule.closures},
        "special_days": {day.isoformat(): _write(spans) for day, spans in rule.special_days},
        "holiday_names": dict(rule.holiday_names),
    }
    return {"timezone": rule.zone, "weekly": weekly, **{key: value for key, value in optional.items() if value}}


def _read_combination(kind: str, body: Mapping[str, Any], field: str) -> Combination:
    if len(body) != 1:
        raise CalendarError("bad-shape", field, f'"{kind}" stands alone, found also {shown(sorted(body))}')
    members = _sequence(body[kind], f"{field}.{kind}")
    if not members:
        raise CalendarError("empty-calendar", f"{field}.{kind}", "names no calendar")
    return Combination(kind, tuple(read(member, f"{field}.{kind}[{i}]") for i, member in enumerate(members)))


def _read_weekly(value: object, field: str) -> tuple[tuple[Interval, ...], ...]:
    body = _mapping(value, field)
    for name in body:
        if name not in DAYS:
            raise CalendarError("bad-day", f"{field}.{name}", f"{shown(name)} is not one of {' '.join(DAYS)}")
    return tuple(_read_intervals(body.get(name, ()), f"{field}.{name}") for name in DAYS)


def _read_intervals(value: object, field: str) -> tuple[Interval, ...]:
    return tuple(sorted({_read_interval(item, f"{field}[{i}]") for i, item in enumerate(_sequence(value, field))}))


def _read_interval(value: object, field: str) -> Interval:
    pair = _sequence(value, field)
    if len(pair) != 2:
        raise CalendarError("bad-shape", field, f"{shown(value)} is not a start and an end")
    start, end = _read_time(pair[0], field), _read_time(pair[1], field)
    if start == DAY_MINUTES:
        raise CalendarError("bad-time", field, "'24:00' can only end an interval")
    return start, end if end > start else end + DAY_MINUTES


def _read_time(value: object, field: str) -> int:
    match = _TIME.fullmatch(value) if isinstance(value, str) else None
    minutes = int(match[1]) * 60 + int(match[2]) if match else DAY_MINUTES + 1
    if minutes > DAY_MINUTES:
        raise CalendarError("bad-time", field, f"{shown(value)} is not a time from 00:00 to 24:00 written HH:MM")
    return minutes


def read_date(value: object, field: str) -> date:
    """A local date written YYYY-MM-DD."""
    try:
        if isinstance(value, str) and _DATE.fullmatch(value):
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise CalendarError("bad-date", field, f"{shown(value)} is not a date written YYYY-MM-DD")


def _read_dates(value: object, field: str) -> tuple[date, ...]:
    return tuple(sorted({read_date(item, f"{field}[{i}]") for i, item in enumerate(_sequence(value, field))}))


def _read_annual(value: object, field: str) -> tuple[tuple[int, int], ...]:
    found = set()
    for i, item in enumerate(_sequence(value, field)):
        try:
            day = read_date(f"{_LEAP_YEAR}{item}", field)
        except CalendarError:
            raise CalendarError("bad-date", f"{field}[{i}]", f"{shown(item)} is not a date written MM-DD") from None
        found.add((day.month, day.day))
    return tuple(sorted(found))


def _read_dated(value: object, field: str) -> Dated:
    found = {
        read_date(day, f"{field}.{day}"): _read_intervals(spans, f"{field}.{day}")
        for day, spans in _mapping(value, field).items()
    }
    return tuple(sorted(found.items()))


def _read_names(value: object, field: str) -> tuple[tuple[str, str], ...]:
    body = _mapping(value, field)
    for day, name in body.items():
        read_date(day if len(day) > 5 else f"{_LEAP_YEAR}{day}", f"{field}.{day}")
        if not isinstance(name, str) or "\0" in name:
            raise CalendarError("bad-shape", f"{field}.{day}", f"{shown(name)} is not a name")
    return tuple(sorted(body.items()))


def _write(intervals: tuple[Interval, ...]) -> list[list[str]]:
    return [[_clock(start), _clock(end if end <= DAY_MINUTES else end - DAY_MINUTES)] for start, end in intervals]


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _mapping(value: object, field: str) -> Mapping[str, Any]:
    if isinstance(value, Mapping) and all(isinstance(key, str) for key in value):
        return value
    raise CalendarError("bad-shape", field, f"{shown(value)} is not an object with named parts")


def _sequence(value: object, field: str) -> Sequence[Any]:
    if isinstance(value, Sequence) and not isinstance(value, str | bytes):
        return value
    raise CalendarError("bad-shape", field, f"{shown(value)} is not a list")
