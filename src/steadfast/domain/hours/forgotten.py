"""A clock that somebody forgot: it is never booked as it stands. They say how long it was, from what is proposed."""

from datetime import datetime, timedelta

LONGEST = timedelta(hours=8)  # nobody works longer on one thing without stopping
AFTER_A_DEED = timedelta(minutes=5)
SHORTEST = timedelta(minutes=1)


def is_forgotten(started_at: datetime, now: datetime) -> bool:
    """Tell whether a running clock is too old to be believed."""
    return now - started_at > LONGEST


def proposed_end(started_at: datetime, now: datetime, *, deeds: list[datetime], closes: datetime | None) -> datetime:
    """Return when the work probably ended: shortly after the last thing they did on it, else as the day closed.

    `deeds`: instants of what they did on it since they started; `closes`: the end of the open hours that hold the
    start. The proposal lies between a minute after the start and the longest that is believed.
    """
    believed = min(now, started_at + LONGEST)
    done = [at for at in deeds if started_at < at <= believed]
    end = max(done) + AFTER_A_DEED if done else closes or believed
    return min(max(end, started_at + SHORTEST), believed)
