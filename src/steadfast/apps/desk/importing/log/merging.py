"""A newer export of a ticket beside what is known of it: which of its rows are new. What was told stays told.

An export may begin later than the last one did, or hold a whole ticket in one row that changes; so rows are matched
one by one, and what is unknown and not earlier than the last known instant is new.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from steadfast.apps.desk.importing.log.rows import Row
from steadfast.apps.desk.importing.log.snapshots import DONE
from steadfast.apps.imports.mapping import Standing

FACTS = (
    "impact", "urgency", "priority", "kept", "reopened", "reassigned", "client", "team", "channel", "category",
    "subcategory", "symptom", "first_response_at",
)  # fmt: skip
WORKED_ON = Standing("in progress")


def fresh(
    known: Sequence[Row], said: Sequence[Row], *, whole: bool, ours: Callable[[str], str], differs: bool = False
) -> list[Row]:
    """Return the rows of an export that are not known yet, in order.

    `whole`: its rows are steps read from one row of a whole ticket, and only the last of them says how it stands now.
    `ours`: how a name of the source reads here. `differs`: what no known row tells reads otherwise, such as a title.
    """
    left = Counter(_mark(row, whole) for row in known)
    found: list[Row] = []
    for place, row in enumerate(said, 1):
        mark, latest = _mark(row, whole), (found or known)[-1]
        if left[mark]:
            left[mark] -= 1
            if not (whole and place == len(said) and (differs or _facts(row, ours) != _facts(known[-1], ours))):
                continue
        elif row.at < known[-1].at and not (whole and row.state.phase in DONE):
            continue
        if whole and _done_again(row, latest):
            found.append(row._replace(at=latest.at, state=WORKED_ON))
        found.append(row)
    return found


def _mark(row: Row, whole: bool) -> tuple[Any, ...]:
    stands = (row.at, row.state.phase, row.state.reason)
    return stands if whole else (*stands, row.activity, row.priority, row.team)


def _facts(row: Row, ours: Callable[[str], str]) -> tuple[Any, ...]:
    owner = ours(row.owner) if row.owner else None
    return (owner, *(getattr(row, name) for name in FACTS))


def _done_again(row: Row, latest: Row) -> bool:
    """Tell whether a ticket was taken up again in between, at a time that the source does not say."""
    dated = row.resolved_at if row.state.phase == "resolved" else row.closed_at
    done = row.state.phase in DONE and latest.state.phase in DONE
    onwards = (latest.state.phase, row.state.phase) == ("resolved", "closed")
    return done and not onwards and dated is not None and row.at > latest.at
