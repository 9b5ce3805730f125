"""Waits as a fold over their events: begun, answered by a date, ended; or recorded whole, or corrected."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from steadfast.domain.commitment.instants import parse
from steadfast.domain.commitment.stamp import Waiting

BEGIN = ("wait.begun", "wait.recorded")
CORRECTED = "wait.corrected"  # names the place of the wait that it is about, in the order of their recording


def fold(events: Iterable[tuple[str, Mapping[str, Any]]]) -> list[Waiting]:
    """Return the waits of one subject in the order in which they were recorded, without words."""
    waits: list[Waiting] = []
    for kind, body in events:
        told = _read(body)
        if kind in BEGIN:
            waits.append(told)
        elif waits:
            place = body["place"] if kind == CORRECTED else _open(waits)
            waits[place] = replace(waits[place], until=told.until, expires_at=told.expires_at)
    return waits


def _read(body: Mapping[str, Any]) -> Waiting:
    until = body["until"]
    return Waiting(body["reason"], parse(body["since"]), parse(until) if until else None, parse(body["expires_at"]))


def _open(waits: list[Waiting]) -> int:
    """Return the place of the wait that is still open; the newest one when none is."""
    return next((place for place, wait in enumerate(waits) if wait.until is None), len(waits) - 1)
