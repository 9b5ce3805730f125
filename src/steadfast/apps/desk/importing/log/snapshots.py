"""A whole ticket in one row, told as the steps that its columns prove: opened, resolved, closed, and how it stands now.

What lay between is not known, so nothing is told of it. A newer export of the same ticket adds the steps since.
"""

from collections.abc import Iterator

from steadfast.apps.desk.importing.log.rows import Row
from steadfast.apps.imports.fault import Fault
from steadfast.apps.imports.mapping import Standing

OPENED, RESOLVED, CLOSED = Standing("new"), Standing("resolved"), Standing("closed")
DONE = ("resolved", "closed")


def steps(row: Row) -> Iterator[Row]:
    """Yield the rows of a log that would say the same."""
    opened, at = row.opened_at, row.at
    if opened is None:
        raise Fault("names no time at which it was opened", row=row.line)
    now = row.state or _standing(row)
    yield row._replace(at=opened, state=OPENED)
    if now.phase in DONE and (row.resolved_at or row.closed_at) is None and at is None:
        raise Fault(f"is {now.phase}, but says neither when nor when it was last changed", row=row.line)
    if now.phase in DONE and row.resolved_at is not None:
        yield row._replace(at=row.resolved_at, state=RESOLVED)
    if now.phase == "closed":
        yield row._replace(at=row.closed_at or row.resolved_at or at or opened, state=CLOSED)
    elif now.phase == "resolved" and row.resolved_at is None:
        yield row._replace(at=at or row.closed_at or opened, state=RESOLVED)
    elif now.phase not in ("new", "unknown", *DONE):
        yield row._replace(at=at or opened, state=now)


def _standing(row: Row) -> Standing:
    if row.closed_at is not None:
        return CLOSED
    return RESOLVED if row.resolved_at is not None else OPENED
