"""Where the source's counters and ours part on a ticket, told by the rows of its log."""

from collections.abc import Iterator, Sequence

from steadfast.apps.reporting.queries.migration.facts import Facts, SourceRow
from steadfast.apps.reporting.queries.migration.reason import UNKNOWN, Reason
from steadfast.domain import language
from steadfast.domain.language import say, say_n


def of_reopened(facts: Facts) -> Reason:
    """Return how the counters of reopenings differ."""
    ticket = facts.ticket
    words = say(
        "Its rows leave resolved or closed %(reopened)s times; the source counts %(source_reopened)s.",
        reopened=ticket.reopened,
        source_reopened=ticket.source_reopened,
    )
    return Reason(say("counted otherwise"), words)


def of_reassigned(facts: Facts) -> Reason:
    """Return the rows at which the source's counter and the team that its rows name go apart."""
    apart = list(_apart(facts.rows))
    if not apart:
        return Reason(say(UNKNOWN), say("The rows kept of it do not show where the counters go apart."))
    short = say("counter rises, same team") if apart[0][1] > apart[0][2] else say("team changes, counter stands")
    told = "; ".join(_went_apart(*one) for one in apart[:3])
    told = language.opening(told)
    if len(apart) <= 3:
        return Reason(short, f"{told}.")
    more = len(apart) - 3
    return Reason(short, say_n("%(told)s; and %(n)s row more.", "%(told)s; and %(n)s rows more.", more, told=told))


def _apart(rows: Sequence[SourceRow]) -> Iterator[tuple[SourceRow, int, bool, str | None]]:
    counter, team = (rows[0].data.get(name) for name in ("reassigned", "team")) if rows else (0, None)
    for row in rows[1:]:
        rise = row.data.get("reassigned", counter) - counter if counter is not None else 0
        counter, team = row.data.get("reassigned", counter), row.data.get("team", team)
        if rise != ("team" in row.data):
            yield row, rise, "team" in row.data, team


def _went_apart(row: SourceRow, rise: int, passed: bool, team: str | None) -> str:
    named = team or say("no team")
    if passed:
        return say(
            "row %(line)s goes to %(named)s, and the counter rises by %(rise)s", line=row.line, named=named, rise=rise
        )
    return say(
        "row %(line)s raises the counter by %(rise)s and names %(named)s, as the row before",
        line=row.line,
        rise=rise,
        named=named,
    )
