"""The only reader of the clock. Everything else takes `now` as a keyword argument, so that it can be tested."""

from datetime import UTC, datetime


def now() -> datetime:
    """Return this instant, aware, in UTC."""
    return datetime.now(UTC)  # noqa: TID251
