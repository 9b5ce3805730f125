"""What the engine answers to one vector, written as the format writes it."""

from collections.abc import Callable, Iterable
from datetime import datetime
from fractions import Fraction
from math import isfinite
from typing import Any

from steadfast.config.command.vector_reading import BadVector, Part, Vector, VectorFile, of_kind, quoted, read_instant
from steadfast.domain.service_level import Event, Figures, ServiceLevel, clocks, figures
from steadfast.domain.working_time import CalendarError, Clock, Hours, Pause

_COMBINATIONS = ("all", "any")


def answer(file: VectorFile, vector: Vector) -> Any:
    """The answer; CalendarError when the engine refuses, BadVector when the vector makes no sense."""
    operation = _OPERATIONS.get(vector.op)
    if operation is None:
        raise BadVector(f"{vector.id}.op", f"{quoted(vector.op)} is not one of {' '.join(_OPERATIONS)}")
    try:
        hours = Hours.from_dict(_resolved(file, vector.calendar, vector, ()), f"calendars.{vector.calendar}")
        return operation(hours, vector.inputs)
    except CalendarError as refusal:
        if refusal.code == "bad-shape" and not vector.expects_refusal:
            raise BadVector(f"{vector.id}: {refusal.field}", refusal.message) from None
        raise


def _resolved(file: VectorFile, name: str, vector: Vector, above: tuple[str, ...]) -> Any:
    """The calendar with the names inside a combination replaced by what they stand for."""
    field = f"{vector.id}.calendar"
    if name in above:
        raise BadVector(field, f"{quoted(name)} is combined with itself")
    if name not in file.calendars:
        raise BadVector(field, f"{quoted(name)} is no calendar of this file")
    body = of_kind(file.calendars[name], f"{vector.id}: calendars.{name}", dict)
    for kind in _COMBINATIONS:
        if kind in body:
            names = of_kind(body[kind], f"{vector.id}: calendars.{name}.{kind}", list)
            texts = [of_kind(member, f"{vector.id}: calendars.{name}.{kind}", str) for member in names]
            return {**body, kind: [_resolved(file, text, vector, (*above, name)) for text in texts]}
    for required in () if vector.expects_refusal else ("timezone", "weekly"):
        if required not in body:
            raise BadVector(f"{vector.id}: calendars.{name}.{required}", "is missing")
    return body


def _due(hours: Hours, inputs: Part) -> str | None:
    clock = Clock(hours, inputs.need("seconds", int), inputs.instant("start"), _pauses(inputs))
    return _written(clock.due)


def _elapsed(hours: Hours, inputs: Part) -> int:
    return Clock(hours, 0, inputs.instant("start"), _pauses(inputs)).worked(inputs.instant("end"))


def _is_open(hours: Hours, inputs: Part) -> bool:
    return hours.open_at(inputs.instant("start"))


def _next_open(hours: Hours, inputs: Part) -> str | None:
    return _written(hours.opens(inputs.instant("start")))


def _next_close(hours: Hours, inputs: Part) -> str | None:
    return _written(hours.closes(inputs.instant("start")))


def _sla(hours: Hours, inputs: Part) -> dict[str, Any]:
    now, warns = inputs.instant("now"), "warn_at" in inputs.body
    level = ServiceLevel(
        hours,
        _targets(Part(f"{inputs.where}.targets", inputs.need("targets", dict))),
        frozenset(_texts(inputs, "pause_states")),
        frozenset(_texts(inputs, "paused_targets")),
        _share(inputs) if warns else 1,
    )
    found = clocks(level, _events(inputs), now)
    return {name: clock and _figures(figures(clock, level.warn_at, now)) for name, clock in found.items()}


_OPERATIONS: dict[str, Callable[[Hours, Part], Any]] = {
    "due": _due,
    "elapsed": _elapsed,
    "is_open": _is_open,
    "next_open": _next_open,
    "next_close": _next_close,
    "sla": _sla,
}


def _pauses(inputs: Part) -> tuple[Pause, ...]:
    found = []
    for i, item in enumerate(inputs.maybe("pauses", [], list, type(None)) or []):
        field = f"{inputs.where}.pauses[{i}]"
        if len(of_kind(item, field, list)) != 2:
            raise BadVector(field, f"{quoted(item)} is not a start and an end")
        end = None if item[1] is None else read_instant(item[1], field)
        found.append(Pause(read_instant(item[0], field), end))
    return tuple(found)


def _targets(part: Part) -> dict[str, dict[str, int]]:
    rows = {priority: Part(f"{part.where}.{priority}", part.need(priority, dict)) for priority in part.body}
    return {priority: {name: row.need(name, int) for name in row.body} for priority, row in rows.items()}


def _events(inputs: Part) -> Iterable[Event]:
    for i, item in enumerate(inputs.need("events", list)):
        field = f"{inputs.where}.events[{i}]"
        event = Part(field, of_kind(item, field, dict))
        kind = event.need("type", str)
        priority = event.need("priority", str) if kind == "priority" else event.maybe("priority", None, str)
        state = event.need("state", str) if kind == "state" else event.maybe("state", None, str)
        yield Event(event.instant("at"), kind, priority, state)


def _share(inputs: Part) -> Fraction:
    value = inputs.need("warn_at", int, float)
    if not isfinite(value) or value < 0:
        raise BadVector(f"{inputs.where}.warn_at", f"{quoted(value)} is not a share of the target")
    return Fraction(str(value))


def _texts(inputs: Part, name: str) -> list[str]:
    return [of_kind(item, f"{inputs.where}.{name}", str) for item in inputs.maybe(name, [], list)]


def _figures(found: Figures) -> dict[str, Any]:
    return {"due": _written(found.due), "warn": _written(found.warn), "elapsed": found.worked, "state": found.state}


def _written(moment: datetime | None) -> str | None:
    return None if moment is None else f"{moment:%Y-%m-%dT%H:%M:%SZ}"
