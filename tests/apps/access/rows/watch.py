"""Addresses of the app watch, and what stands for the words in their braces."""

from tests.apps.access.row import MEMBERS, SELLERS, SELLERS_422, Row

ACTING = "405 405 403 405 403 403 403 in"

ROWS: list[Row] = [
    Row("/clients/at-risk/", get=SELLERS),
    Row("/clients/{client}/at-risk/action/", get=ACTING, post=SELLERS_422),
    Row("/watch/", get=MEMBERS),
    Row("/watch/forecast/", get=MEMBERS),
    Row("/watch/1/later/", get="405 405 405 405 405 403 403 in", post="404 404 404 404 404 403 403 in"),
]


def words() -> dict[str, object]:
    """Make the rows that the addresses name."""
    return {}
