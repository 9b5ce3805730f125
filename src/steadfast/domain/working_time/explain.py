"""Explains a due time interval by interval: every second from start to end is in exactly one step.

The working seconds of the counted and left steps add up to the target; those of the others count for nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import pairwise

from steadfast.domain.working_time.absences import Absence, absences
from steadfast.domain.working_time.calendar import calendars_of
from steadfast.domain.working_time.epoch_hours import EpochHours
from steadfast.domain.working_time.instants import to_instant, to_seconds
from steadfast.domain.working_time.pauses import Pause


class Kind(StrEnum):
    """What happened in a step."""

    COUNTED = "counted"
    """open, used up of the target"""
    LEFT = "left"
    """open, before the due time, not reached yet (or not needed)"""
    PAUSED = "paused"
    """open, but the clock stood still"""
    CLOSED = "closed"
    """outside the hours, or a closure"""
    HOLIDAY = "holiday"
    """closed by a holiday"""
    OVER = "over"
    """open, after the due time"""


@dataclass(frozen=True, slots=True)
class Step:
    """[start, end); `seconds` is the open time in it, 0 when closed; `note` a pause's reason or a holiday's name."""

    kind: Kind
    start: datetime
    end: datetime
    seconds: int
    note: str = ""


type _Piece = tuple[Kind, int, int, str]


def steps(hours: EpochHours, since: int, stop: int, due: int | None, pauses: Sequence[Pause]) -> tuple[Step, ...]:
    """Steps from `since` to the due time, or to `stop` (now, or the end of the clock) where that is later."""
    end = max(stop, due if due is not None else stop, since)
    cuts = sorted({cut for cut in (stop, due, *_pause_cuts(pauses)) if cut is not None})
    pieces: list[_Piece] = []
    for low, high, is_open in _alternating(hours, since, end):
        found = _open_pieces(low, high, cuts, stop, due, pauses) if is_open else _closed_pieces(hours, low, high)
        for piece in found:
            _append(pieces, piece)
    return tuple(_step(piece) for piece in pieces)


def _alternating(hours: EpochHours, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    at = start
    for low, high in hours.spans_s(start, end):
        if at < low:
            yield at, low, False
        yield low, high, True
        at = high
    if at < end:
        yield at, end, False


def _open_pieces(
    low: int, high: int, cuts: Sequence[int], stop: int, due: int | None, pauses: Sequence[Pause]
) -> Iterator[_Piece]:
    bounds = [low, *(cut for cut in cuts if low < cut < high), high]
    for start, end in pairwise(bounds):
        pause = next((p for p in pauses if _holds(p, start)), None)
        if pause is not None:
            yield Kind.PAUSED, start, end, pause.reason
        elif due is not None and start >= due:
            yield Kind.OVER, start, end, ""
        else:
            yield Kind.COUNTED if start < stop else Kind.LEFT, start, end, ""


def _closed_pieces(hours: EpochHours, low: int, high: int) -> Iterator[_Piece]:
    at = low
    for absence in _named(hours, low, high):
        start, end = max(absence.start, at), min(absence.end, high)
        if start >= end:
            continue
        if at < start:
            yield Kind.CLOSED, at, start, ""
        yield Kind.HOLIDAY if absence.holiday else Kind.CLOSED, start, end, absence.name
        at = end
    if at < high:
        yield Kind.CLOSED, at, high, ""


def _named(hours: EpochHours, low: int, high: int) -> list[Absence]:
    return sorted(absence for calendar in calendars_of(hours.rule) for absence in absences(calendar, low, high))


def _append(pieces: list[_Piece], piece: _Piece) -> None:
    """Joins a piece to the one before when nothing but a cut lies between them; two holidays stay two."""
    kind, start, end, note = piece
    last = pieces[-1] if pieces else None
    if last and kind is not Kind.HOLIDAY and (last[0], last[2], last[3]) == (kind, start, note):
        pieces[-1] = kind, last[1], end, note
    else:
        pieces.append(piece)


def _step(piece: _Piece) -> Step:
    kind, start, end, note = piece
    seconds = 0 if kind in (Kind.CLOSED, Kind.HOLIDAY) else end - start
    return Step(kind, to_instant(start), to_instant(end), seconds, note)


def _pause_cuts(pauses: Sequence[Pause]) -> Iterator[int | None]:
    for pause in pauses:
        yield to_seconds(pause.start)
        yield None if pause.end is None else to_seconds(pause.end)


def _holds(pause: Pause, instant: int) -> bool:
    return to_seconds(pause.start) <= instant and (pause.end is None or instant < to_seconds(pause.end))
