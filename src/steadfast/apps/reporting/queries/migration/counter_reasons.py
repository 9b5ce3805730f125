"""Where the source's counters and ours part on a ticket, told by the rows of its log."""

from collections.abc import Iterator, Sequence

from steadfast.apps.reporting.queries.migration.facts import Facts, SourceRow
from steadfast.apps.reporting.queries.migration.reason import UNKNOWN, Reason


def of_reopened(facts: Facts) -> Reason:
    """Return how the counters of reopenings differ."""
    ticket = facts.ticket
    words = f"Its rows leave resolved or closed {ticket.reopened} times; the source counts {ticket.source_reopened}."
    return Reason("counted otherwise", words)


def of_reassigned(facts: Facts) -> Reason:
    """Return the rows at which the source's counter and the team that its rows name go apart."""
    apart = list(_apart(facts.rows))
    if not apart:
        return Reason(UNKNOWN, "The rows kept of it do not show where the counters go apart.")
    short = "counter rises, same team" if apart[0][1] > apart[0][2] else "team changes, counter stands"
    told = "; ".join(_went_apart(*one) for one in apart[:3])
    more = f"; and {len(apart) - 3} rows more" if len(apart) > 3 else ""
    return Reason(short, f"R{told[1:]}{more}.")  # a sentence begins with "Row"


def _apart(rows: Sequence[SourceRow]) -> Iterator[tuple[SourceRow, int, bool, str | None]]:
    counter, team = (rows[0].data.get(name) for name in ("reassigned", "team")) if rows else (0, None)
    for row in rows[1:]:
        rise = row.data.get("reassigned", counter) - counter if counter is not None else 0
        counter, team = row.data.get("reassigned", counter), row.data.get("team", team)
        if rise != ("team" in row.data):
            yield row, rise, "team" in row.data, team


def _went_apart(row: SourceRow, rise: int, passed: bool, team: str | None) -> str:
    named = team or "no team"
    if passed:
        return f"row {row.line} goes to {named}, and the counter rises by {rise}"
    return f"row {row.line} raises the counter by {rise} and names {named}, as the row before"
