"""The rows of a file that are refused, as a report says them: as data, and the first of them as lines."""

from collections.abc import Iterable
from typing import Any

MOST = 20  # that are listed in words


def listed(refused: Iterable[Any]) -> list[dict[str, Any]]:
    """Return refused rows as data."""
    return [{"row": one.row, "field": one.field, "value": one.value, "reason": str(one.reason)} for one in refused]


def lines_of(refused: Iterable[dict[str, Any]]) -> list[str]:
    """Return refused rows as lines."""
    return [f"Row {one['row']}, {one['field']}: {one['value']!r} {one['reason'].rstrip('.')}." for one in refused]
