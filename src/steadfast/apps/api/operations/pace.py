"""How fast a token may ask. Counted in the database, so that any number of processes keep one limit together.

A write for each request would cost more than most requests: a process takes BLOCK of them at once and gives them out
from memory. So a token never gets more than LIMIT a minute; with P processes it may get up to (P - 1) × BLOCK less.
"""

import threading
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, F, Q, Value, When

from steadfast.apps.api.models import Token

LIMIT = 600  # requests a minute
BLOCK = 20
SECONDS = 60
REMEMBERED = 10_000  # tokens


@dataclass(frozen=True, slots=True)
class Pace:
    """`left`: how many more may come in the `seconds` until the window ends; `is_over`: this one was too many."""

    left: int
    seconds: int
    is_over: bool = False
    is_first: bool = False  # of a block: the row was written


_lock = threading.Lock()
_mine: dict[int, tuple[int, int, int]] = {}  # window, left of our block, spent by all as we saw it


def spend(token: Token, *, address: str, now: datetime) -> Pace:
    """Count one request."""
    second = int(now.timestamp())
    window, rest = second // SECONDS, SECONDS - second % SECONDS
    with _lock:
        of, left, total = _mine.get(token.pk, (0, 0, 0))
        if of == window and left > 0:
            _mine[token.pk] = (window, left - 1, total)
            return Pace(LIMIT - total + left - 1, rest)
        taken = _take(token, window, address, now)
        if taken is None:
            return Pace(0, rest, is_over=True)
        if len(_mine) >= REMEMBERED:
            _mine.clear()
        _mine[token.pk] = (window, BLOCK - 1, taken)
        return Pace(LIMIT - taken + BLOCK - 1, rest, is_first=True)


def forget() -> None:
    """Forget what this process has taken; for tests."""
    _mine.clear()


def _take(token: Token, window: int, address: str, now: datetime) -> int | None:
    """Take a block of this window; return how many are taken of it now, None where none is left."""
    room = ~Q(window=window) | Q(spent__lte=LIMIT - BLOCK)
    spent = Case(When(window=window, then=F("spent") + BLOCK), default=Value(BLOCK))
    told = {"window": window, "last_used_at": now, "last_address": address[:45]}
    if not Token.objects.filter(room, pk=token.pk).update(spent=spent, **told):
        return None
    return Token.objects.values_list("spent", flat=True).get(pk=token.pk)
