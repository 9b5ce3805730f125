"""Working time by a table of minutes: open or shut, with its running sum. No engine, only zoneinfo and numpy."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import numpy as np

DAY = timedelta(days=1)
Pause = tuple[datetime, datetime]


class OpenMinutes:
    """The open minutes of a zone between two days. `weekly`: hours of the day by weekday, 0 is Monday."""

    def __init__(
        self,
        zone: str,
        weekly: Mapping[int, Sequence[tuple[int, int]]],
        days: tuple[date, date],
        holidays: Iterable[date] = (),
    ) -> None:
        first, last = days
        self.begins = int(datetime.combine(first - DAY, time(), UTC).timestamp()) // 60
        table = np.zeros(((last - first).days + 3) * 1440, dtype=np.int64)
        shut, day, wall = set(holidays), first, ZoneInfo(zone)
        while day <= last:
            for opens, closes in weekly.get(day.weekday(), ()) if day not in shut else ():
                low, high = (
                    int(datetime.combine(day, time(hour), wall).timestamp()) // 60 - self.begins
                    for hour in (opens, closes)
                )
                table[low:high] = 60
            day += DAY
        self.open = table.tolist()
        self.sums = [0, *np.cumsum(table).tolist()]

    def position(self, at: datetime) -> int:
        """Return the open seconds before an instant."""
        minute, second = divmod(int(at.timestamp()) - self.begins * 60, 60)
        return int(self.sums[minute]) + (second if self.open[minute] else 0)

    def reached(self, position: int) -> datetime:
        """Return the first instant before which so many seconds were open."""
        minute = bisect_left(self.sums, position) - 1
        return datetime.fromtimestamp((self.begins + minute) * 60 + position - self.sums[minute], UTC)

    def due(self, start: datetime, seconds: int, pauses: Iterable[Pause] = ()) -> datetime:
        """Return when the seconds are used up, walking from pause to pause."""
        here = start
        for since, until in sorted(pauses):
            if until <= here:
                continue
            stretch = self.position(since) - self.position(here) if since > here else 0
            if stretch >= seconds:
                break
            here, seconds = until, seconds - stretch
        return self.reached(self.position(here) + seconds)
