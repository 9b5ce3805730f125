"""Instants in event bodies: UTC text with a Z, to the microsecond where there is one."""

from datetime import UTC, datetime


def text(instant: datetime) -> str:
    """Return "2026-11-22T09:00:00Z" for an aware datetime."""
    if instant.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    return instant.astimezone(UTC).isoformat().replace("+00:00", "Z")


def parse(value: str) -> datetime:
    """Return the aware datetime that `text` wrote."""
    return datetime.fromisoformat(value)
