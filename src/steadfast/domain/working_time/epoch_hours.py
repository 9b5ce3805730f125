"""Questions about working time in epoch seconds, one at a time or in arrays: the fast paths under `Hours`."""

from steadfast.domain.working_time import batch
from steadfast.domain.working_time.calendar import Rule
from steadfast.domain.working_time.horizon import PATIENCE, Horizon
from steadfast.domain.working_time.instants import to_duration
from steadfast.domain.working_time.zones import Seconds


class EpochHours:
    """Answers from the compiled tables of one calendar, asking for larger ones when an answer lies beyond."""

    __slots__ = ("_horizon",)
    _horizon: Horizon

    @property
    def rule(self) -> Rule:
        """The calendar, or the combination of several, as a value."""
        return self._horizon.rule

    def due_s(self, start: int, seconds: int) -> int:
        """Epoch second at which `seconds` of work after `start` are used up."""
        if seconds <= 0:
            return start + to_duration(seconds)
        table = self._horizon.table
        if not table.low <= start < table.high:
            table = self._horizon.covering(start, start)
        while (found := table.due(start, seconds)) is None:
            table = self._horizon.beyond(table, start)
        return found

    def worked_s(self, start: int, end: int) -> int:
        """Working seconds in [start, end)."""
        if end <= start:
            return 0
        table = self._horizon.table
        if start < table.low or end >= table.high:
            table = self._horizon.covering(start, end)
        return table.worked(start, end)

    def open_at_s(self, instant: int) -> bool:
        return self._horizon.covering(instant, instant).open_at(instant)

    def opens_s(self, instant: int) -> int:
        table = self._horizon.covering(instant, instant)
        while (found := table.opens(instant)) is None:
            table = self._horizon.beyond(table, instant)
        return found

    def closes_s(self, instant: int) -> int | None:
        opening = self.opens_s(instant)
        table = self._horizon.covering(instant, opening)
        while (found := table.closes(opening)) is None:
            if table.high - opening > PATIENCE:
                return None
            table = self._horizon.beyond(table, opening)
        return found

    def spans_s(self, start: int, end: int) -> list[tuple[int, int]]:
        return self._horizon.covering(start, end).spans(start, end) if start < end else []

    def due_many(self, starts: Seconds, seconds: Seconds | int) -> Seconds:
        """`due` for arrays of int64 epoch seconds; `seconds` is one number for all or one each."""
        return batch.due(self._horizon, starts, seconds)

    def worked_many(self, starts: Seconds, ends: Seconds) -> Seconds:
        """`worked` for arrays of int64 epoch seconds of equal length."""
        return batch.worked(self._horizon, starts, ends)
