"""The only reader of the clock. Everything else takes `now` as a keyword argument, so that it can be tested."""

from datetime import UTC, datetime


def now() -> datetime:
    """Return this second, aware, in UTC.

    Working time is counted in whole seconds. Were promises made and kept at fractions of one, a due time would be
    cut to its second while the fact beside it was not, and what was done in time would be late by less than a second.
    """
    return exactly().replace(microsecond=0)


def exactly() -> datetime:
    """Return this instant to the microsecond: for leases and jobs, by which nobody is judged."""
    return datetime.now(UTC)  # noqa: TID251
