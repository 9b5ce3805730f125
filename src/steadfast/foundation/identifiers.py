"""Identifiers that other programs may keep: UUIDs of version 7 (RFC 9562), which sort by the instant they were made."""

import secrets
from datetime import UTC, datetime, timedelta
from uuid import UUID

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def uuid7(now: datetime) -> UUID:
    """Return a new identifier: 48 bits of milliseconds of `now`, then 74 random bits."""
    milliseconds = (now - EPOCH) // timedelta(milliseconds=1)
    value = (milliseconds & (1 << 48) - 1) << 80 | secrets.randbits(80)
    return UUID(int=value & ~(0xF << 76) & ~(0x3 << 62) | 0x7 << 76 | 0x2 << 62)
