"""A cut: which part of a log is played, and how far it is moved in time so that an old log becomes a recent one."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Cut:
    """Play the log up to and including the day `until` (its own clock), moved by `shift`, a number of whole weeks.

    Nothing that the log says of later days is seen: later tickets do not exist, earlier ones stand as they stood then.
    """

    until: date | None = None
    shift: timedelta = timedelta()

    def __post_init__(self) -> None:
        if self.shift % timedelta(weeks=1):
            raise ValueError("shift: must be whole weeks, or the weekdays of the log would move")

    def instant(self, local: datetime, zone: ZoneInfo) -> datetime:
        """Return the instant (UTC) of a local time of the log. Moved on the clock on the wall, so hours stay hours.

        `fold` tells the two hours apart that the wall shows twice in autumn; an addition forgets it.
        """
        return (local + self.shift).replace(fold=local.fold, tzinfo=zone).astimezone(UTC)

    def end(self, zone: ZoneInfo) -> datetime | None:
        """Return the first instant that is not played, or None when all is."""
        if self.until is None:
            return None
        return self.instant(datetime.combine(self.until + timedelta(days=1), time()), zone)


WHOLE = Cut()
