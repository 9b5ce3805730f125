"""What each page may cost, and whether it does: CPU in milliseconds and statements, at every size.

Judged by the best of the repeats, what is left when nobody else disturbs; the median stands beside it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Budget:
    """Limits of a page; None where there is none. `peer` is the page of the peer that does most nearly the same."""

    name: str
    ms: float | None
    queries: int | None
    peer: str | None


BUDGETS: Mapping[str, Budget] = {
    "list_first": Budget("tickets, first page", 20, 8, "list_first"),
    "list_deep": Budget("tickets, 60 pages on", 20, 8, "list_deep"),
    "list_all_deep": Budget("all tickets, 60 pages on", 20, 8, "list_all_deep"),
    "list_client": Budget("tickets of a client", 20, 8, "list_client"),
    "list_owner": Budget("tickets of mine", 20, 8, "list_owner"),
    "list_priority": Budget("tickets of a priority", 20, 8, "list_priority"),
    "detail": Budget("ticket with 5 messages", 15, 12, "detail"),
    "today": Budget("today", 20, 8, "today"),
    "client": Budget("client", 25, None, None),
    "report_month": Budget("scorecard by month", 300, 5, "report_month"),
    "report_client": Budget("scorecard by client", 300, 5, "report_client"),
    "register_first": Budget("register, first page", 20, 8, None),
    "register_deep": Budget("register, 60 pages on", 20, 8, None),
    "register_any_deep": Budget("any verdict, 60 pages on", 20, 8, None),
    "register: What we owe": Budget("view: what we owe", 20, 8, None),
    "register: Owed to us": Budget("view: owed to us", 20, 8, None),
    "register: Inside": Budget("view: inside", 20, 8, None),
    "register: Late": Budget("view: late", 20, 8, None),
    "register: Moved": Budget("view: moved", 20, 8, None),
    "register: Leaders": Budget("view: leaders", 20, 8, None),
    "register_client": Budget("of a client", 20, 8, None),
    "register_owner": Budget("of an owner", 20, 8, None),
    "register_kept_late": Budget("kept late", 20, 8, None),
    "register_creditor": Budget("to a creditor, of a kind", 20, 8, None),
    "register_sparse": Budget("5,000 read, some found", 20, 8, None),
    "register_none": Budget("5,000 read, none found", 20, 8, None),
    "search: rare": Budget("search: rare word", 50, 12, None),
    "search: common": Budget("a common word", 50, 12, None),
    "search: everywhere": Budget("a word of nearly all", 50, 12, None),
    "search: two common": Budget("two common words", 50, 12, None),
    "search: two seldom": Budget("two seldom words", 50, 12, None),
    "search: phrase": Budget("a phrase", 50, 12, None),
    "search: of a client": Budget("common, of a client", 50, 12, None),
    "search: rare of a client": Budget("rare, of a client", 50, 12, None),
    "search: beginning": Budget("three letters, typing", 50, 12, None),
    "search: of a kind": Budget("of a kind", 50, 12, None),
    "search: a number": Budget("a number", 50, 12, None),
    "search: nothing": Budget("three words, no hit", 50, 12, None),
    "search: palette": Budget("palette, four letters", 50, 12, None),
    "rows_month": Budget("rows of a month's number", 20, 8, None),
    "create": Budget("open a ticket", 14, None, "create"),
    "reply": Budget("reply", 14, None, "reply"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One page on one engine: its costs by number of tickets."""

    page: str
    engine: str
    costs: Mapping[int, Mapping[str, Any]]

    @property
    def budget(self) -> Budget:
        return BUDGETS[self.page]

    @property
    def growth(self) -> float | None:
        """How many times the CPU of the smallest size the largest one takes."""
        if len(self.costs) < 2:
            return None
        least, most = self.costs[min(self.costs)], self.costs[max(self.costs)]
        return round(float(most["best_ms"]) / float(least["best_ms"]), 2)

    def over(self, tickets: int) -> list[str]:
        """Return what is over at a size: "CPU", "queries", both or neither."""
        cost, budget = self.costs[tickets], self.budget
        found = ["CPU"] if budget.ms is not None and cost["best_ms"] > budget.ms else []
        return found + (["queries"] if budget.queries is not None and cost["queries"] > budget.queries else [])


def rows(runs: Sequence[Mapping[str, Any]]) -> list[Row]:
    """Return the pages of several runs ({engine, tickets, pages}), engine by engine."""
    found: dict[tuple[str, str], dict[int, Mapping[str, Any]]] = {}
    for run in runs:
        for cost in run["pages"]:
            found.setdefault((run["engine"], cost["page"]), {})[run["tickets"]] = cost
    return [Row(page, engine, costs) for (engine, page), costs in found.items()]


def ratios(row: Row, peer: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return a page beside the peer's at the same number of tickets; None where one of the two has none."""
    theirs = next((cost for cost in peer["pages"] if cost["page"] == row.budget.peer), None)
    ours = row.costs.get(peer["tickets"])
    if theirs is None or ours is None:
        return None
    return {
        "page": row.page,
        "engine": row.engine,
        "ours_ms": ours["best_ms"],
        "peer_ms": theirs["best_ms"],
        "ratio": round(ours["best_ms"] / theirs["best_ms"], 3),
        "ours_queries": ours["queries"],
        "peer_queries": theirs["queries"],
    }
