"""The table of a scorecard: a line for each value of one group, what each may be compared by, and where it leads."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from steadfast.apps.reporting.queries.figures import Row
from steadfast.apps.reporting.queries.grain import by_key
from steadfast.apps.reporting.queries.names import Names
from steadfast.apps.reporting.queries.selection import NOBODY, Selection
from steadfast.domain import language
from steadfast.domain.commitment.numbers import FourNumbers
from steadfast.domain.language import known, say
from steadfast.domain.measures.interval import is_small, wilson

GROUPS = {
    "month": known("By month"),
    "priority": known("By priority"),
    "client": known("By client"),
    "team": known("By team"),
    "kind": known("By kind"),
    "direction": known("By direction"),
}
DIRECTIONS = {
    "ours": known("What we owe"),
    "theirs": known("What they owe us"),
    "inside": known("Inside the practice"),
    "between": known("Between others"),
}
BY_NUMBER = ("client", "team", "kind")  # groups without an order of their own: the busiest first


@dataclass(frozen=True, slots=True)
class Share:
    """So many of those that fell due, with Wilson's interval. Of few the share itself is not named."""

    hits: int
    of: int

    @property
    def value(self) -> float | None:
        return self.hits / self.of if self.of else None

    @property
    def is_small(self) -> bool:
        return is_small(self.of)

    @property
    def interval(self) -> tuple[float, float] | None:
        return wilson(self.hits, self.of)


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the table: its name, its numbers, and the selection that it counts."""

    name: str
    numbers: FourNumbers
    chosen: Selection

    @property
    def kept(self) -> Share:
        return Share(self.numbers.kept, self.numbers.fell_due)

    @property
    def felt(self) -> Share:
        return Share(self.numbers.felt_kept, self.numbers.fell_due)


def clients(found: Sequence[Row], group: str, chosen: Selection) -> list[int]:
    """Return the clients whose names the rows of a group and a selection need."""
    listed = [int(row.key["client_id"]) for row in found if row.key["client_id"]] if group == "client" else []
    return [*listed, *([chosen.client] if chosen.client else [])]


def lines(found: Sequence[Row], group: str, chosen: Selection, known: Names) -> list[Line]:
    """Return the lines of a table in the order in which they are read: the newest month or the busiest first."""
    made = [
        Line(label(group, value := row.key[by_key(group)], known), row.numbers, narrow(chosen, group, value))
        for row in found
    ]
    if group in BY_NUMBER:
        made.sort(key=lambda line: (-line.numbers.fell_due, line.name))
    return made[::-1] if group == "month" else made


def narrow(chosen: Selection, group: str, value: str) -> Selection:
    """Return the selection of one value of a group."""
    match group:
        case "month":
            return chosen.in_month(date.fromisoformat(f"{value}-01"))
        case "client":
            return replace(chosen, client=int(value) if value else NOBODY)
        case "team":
            return replace(chosen, team=int(value) if value else NOBODY)
        case "priority":
            return replace(chosen, priority=value)
        case "kind":
            return replace(chosen, kind=value)
    return replace(chosen, direction=value)


def label(group: str, value: str, known: Names) -> str:
    """Return what a value of a group is called."""
    match group:
        case "month":
            return language.month_of_year(date.fromisoformat(f"{value}-01"))
        case "client" | "team":
            found = known.parties if group == "client" else known.teams
            return found.get(int(value), "?") if value else say("none")
        case "direction":
            return say(DIRECTIONS.get(value, value))
    return value or "none"
