"""The signature that a telephone system may put on what it posts: HMAC-SHA256 of its time, a dot and the body, in hex.

What somebody overheard and posts again later is refused, since its time is signed along with it.
"""

import hashlib
import hmac
from datetime import datetime, timedelta

WINDOW = timedelta(minutes=5)  # how far the clock of a telephone system may be off, and how long a post lives


def is_now(stamp: str, now: datetime) -> bool:
    """Tell whether `stamp`, Unix seconds as text, lies within the window around now."""
    if not (stamp.isascii() and stamp.isdecimal() and len(stamp) <= 12):
        return False
    return abs(now.timestamp() - int(stamp)) <= WINDOW.total_seconds()


def made(key: str, stamp: str, body: bytes) -> str:
    """Return what signs a body that is posted at `stamp`."""
    return hmac.new(key.encode(), stamp.encode(errors="replace") + b"." + body, hashlib.sha256).hexdigest()


def is_good(key: str, stamp: str, body: bytes, given: str) -> bool:
    """Tell whether `given`, with or without "sha256=" before it, signs the body; compared in constant time."""
    found = given.strip().removeprefix("sha256=").lower()
    return hmac.compare_digest(made(key, stamp, body).encode(), found.encode(errors="replace"))
