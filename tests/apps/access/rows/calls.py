"""Addresses of the app calls, and what stands for the words in their braces."""

from tests.apps.access.row import Row

ROWS: list[Row] = []


def words() -> dict[str, object]:
    """Make the rows that the addresses name."""
    return {}
