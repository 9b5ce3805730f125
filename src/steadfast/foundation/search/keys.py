"""A document's key: minutes since 1970 (26 bits), the source's code (4), the row's key (33).

So the order of keys is that of time, a page is "keys below this one", and a hit says what it is without being read.
"""

from datetime import datetime
from typing import NamedTuple

REF_BITS, CODE_BITS, MINUTE_BITS = 33, 4, 26
REFS, CODES, MINUTES = (1 << REF_BITS) - 1, (1 << CODE_BITS) - 1, (1 << MINUTE_BITS) - 1
LARGEST = 2**63 - 1


class Found(NamedTuple):
    """What a key says."""

    key: int
    code: int
    ref: int


def key_of(code: int, ref: int, at: datetime | None) -> int:
    """Return the key of a document; ValueError for a row whose own key does not fit."""
    if not 0 < ref <= REFS:
        raise ValueError(f"row {ref} has no document: keys go up to {REFS}")
    minute = min(max(int(at.timestamp()) // 60, 0), MINUTES) if at else 0
    return (minute << CODE_BITS | code) << REF_BITS | ref


def read(key: int) -> Found:
    return Found(key, key >> REF_BITS & CODES, key & REFS)
