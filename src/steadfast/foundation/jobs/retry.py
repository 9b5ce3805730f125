"""When to try again: exponential back-off with jitter, so that what failed together does not come back together."""

import random
import traceback
from datetime import datetime, timedelta

FIRST = timedelta(seconds=5)
LONGEST = timedelta(hours=1)
ATTEMPTS = 8  # about a quarter of an hour, all told
TEXT_LIMIT = 10_000


def next_try(attempts: int, *, now: datetime) -> datetime:
    """Return when to try after so many attempts: 5 s, 10 s, 20 s … up to an hour, give or take a half."""
    pause: timedelta = min(FIRST * 2 ** min(attempts - 1, 20), LONGEST)
    return now + pause * random.uniform(0.5, 1.5)


def told(error: BaseException) -> str:
    """Return an exception as it is kept: its path on the first line, then the end of its traceback."""
    kind = type(error)
    trace = "".join(traceback.format_exception(error)).replace("\0", "\\0")
    return f"{kind.__module__}.{kind.__qualname__}\n{trace[-TEXT_LIMIT:]}"
