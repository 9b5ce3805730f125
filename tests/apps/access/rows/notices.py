"""Addresses of the app notices, and what stands for the words in their braces."""

from tests.apps.access.row import BY_POST, MEMBERS, MEMBERS_422, Row

NOBODYS = "404 404 404 404 404 403 403 in"

ROWS: list[Row] = [
    Row("/notices/", get=MEMBERS),
    Row("/notices/read/", get=BY_POST, post="302 302 302 302 302 403 403 in"),
    Row("/notices/choices/", get=MEMBERS, post=MEMBERS_422),
    Row("/notices/1/", get=NOBODYS),
    Row("/notices/1/read/", get=BY_POST, post=NOBODYS),
    Row("/notices/1/later/", get=BY_POST, post=NOBODYS),
]


def words() -> dict[str, object]:
    """Make the rows that the addresses name."""
    return {}
