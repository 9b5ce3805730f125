"""A compiled calendar: UTC spans with cumulative working seconds, asked by binary search.

W(t) = working seconds before t. worked(a, b) = W(b) - W(a); due(t, n) = the first instant u with W(u) = W(t) + n.
Invariant: entry 0 is an empty span at `low`, so that every instant in [low, high) has a span at or before it.
"""

from bisect import bisect_left, bisect_right

import numpy as np

from steadfast.domain.working_time.compiling import Spans
from steadfast.domain.working_time.zones import Seconds


class Table:
    """Knows [low, high) only; an answer that may lie beyond is None and the caller asks a larger table."""

    __slots__ = ("ends", "high", "low", "np_ends", "np_starts", "np_used", "starts", "used")

    def __init__(self, spans: Spans, low: int, high: int) -> None:
        self.low, self.high = low, high
        self.np_starts = np.concatenate([[low], spans[0]]).astype(np.int64)
        self.np_ends = np.concatenate([[low], spans[1]]).astype(np.int64)
        self.np_used = np.cumsum(self.np_ends - self.np_starts)
        self.starts: list[int] = self.np_starts.tolist()
        self.ends: list[int] = self.np_ends.tolist()
        self.used: list[int] = self.np_used.tolist()

    def before(self, instant: int) -> int:
        """W: working seconds from `low` to the instant."""
        i = bisect_right(self.starts, instant) - 1
        end = self.ends[i]
        return self.used[i] if instant >= end else self.used[i] - end + instant

    def worked(self, start: int, end: int) -> int:
        starts, ends, used = self.starts, self.ends, self.used
        i = bisect_right(starts, start) - 1
        j = bisect_right(starts, end, i) - 1
        total = used[j] - used[i]
        if start < ends[i]:
            total += ends[i] - start
        if end < ends[j]:
            total -= ends[j] - end
        return total

    def due(self, start: int, seconds: int) -> int | None:
        """Instant at which `seconds` (above 0) are used up; exactly at a closing time it is that closing time."""
        used = self.used
        i = bisect_right(self.starts, start) - 1
        end = self.ends[i]
        position = used[i] + seconds
        if start < end:
            position -= end - start
            if position <= used[i]:
                return start + seconds
        j = bisect_left(used, position, i)
        return self.ends[j] - used[j] + position if j < len(used) else None

    def open_at(self, instant: int) -> bool:
        return instant < self.ends[bisect_right(self.starts, instant) - 1]

    def opens(self, instant: int) -> int | None:
        """The instant when open, else the next opening."""
        i = bisect_right(self.starts, instant)
        if instant < self.ends[i - 1]:
            return instant
        return self.starts[i] if i < len(self.starts) else None

    def closes(self, instant: int) -> int | None:
        """End of the span that holds the instant or of the next one; None while it runs on at `high`."""
        i = bisect_right(self.ends, instant)
        return self.ends[i] if i < len(self.ends) and self.ends[i] < self.high else None

    def spans(self, start: int, end: int) -> list[tuple[int, int]]:
        """Open spans of [start, end), cut at both ends."""
        first, last = bisect_right(self.ends, start), bisect_left(self.starts, end)
        pairs = zip(self.starts[first:last], self.ends[first:last], strict=True)
        return [(max(low, start), min(high, end)) for low, high in pairs]

    def before_many(self, instants: Seconds) -> Seconds:
        i = self.np_starts.searchsorted(instants, side="right") - 1
        used: Seconds = self.np_used.take(i) - np.maximum(self.np_ends.take(i) - instants, 0)
        return used

    def at_many(self, positions: Seconds) -> Seconds:
        """The inverse of W for positions in 1..total."""
        j = self.np_used.searchsorted(positions, side="left")
        instants: Seconds = self.np_ends.take(j) - self.np_used.take(j) + positions
        return instants
