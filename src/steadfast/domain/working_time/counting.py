"""Working time with pauses taken out: only the working time that a pause covers is lost (rule 9)."""

from collections.abc import Sequence

from steadfast.domain.working_time.epoch_hours import EpochHours
from steadfast.domain.working_time.instants import to_duration
from steadfast.domain.working_time.pauses import Stretch, merged


def due_around(hours: EpochHours, start: int, seconds: int, pauses: Sequence[Stretch]) -> int | None:
    """Epoch second at which the work is used up; None while an open-ended pause stops the clock for ever."""
    left = to_duration(seconds)
    if left == 0:
        return start
    for pause_start, pause_end in merged(pauses):
        if pause_end is not None and pause_end <= start:
            continue
        before = hours.worked_s(start, pause_start)
        if before >= left:
            break
        if pause_end is None:
            return None
        left, start = left - before, pause_end
    return hours.due_s(start, left)


def worked_around(hours: EpochHours, start: int, end: int, pauses: Sequence[Stretch]) -> int:
    """Working seconds of [start, end) outside the pauses."""
    total = hours.worked_s(start, end)
    for pause_start, pause_end in merged(pauses):
        until = end if pause_end is None else min(end, pause_end)
        total -= hours.worked_s(max(start, pause_start), until)
    return total
