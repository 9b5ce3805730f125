"""The grains in which closed months are frozen: what each tells apart, and which of them serves a selection."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from steadfast.apps.reporting.queries.grain import by_key
from steadfast.apps.reporting.queries.selection import Selection

PLAIN = {"month", "direction"}  # every grain tells these


@dataclass(frozen=True, slots=True)
class Grain:
    """`key`: the column of the register that `MonthFigure.key` holds; `tells`: columns beside month and direction."""

    name: str
    key: str
    tells: tuple[str, ...] = ()

    def serves(self, columns: Collection[str]) -> bool:
        return set(columns) <= PLAIN | {self.key, *self.tells}


GRAINS = (  # the smallest first
    Grain("team", "team_id", ("kind", "priority")),
    Grain("client", "client_id"),
    Grain("client detail", "client_id", ("kind", "priority")),
)


def serving(chosen: Selection, groups: Iterable[str]) -> Grain | None:
    """Return the smallest grain that tells all that is chosen and grouped by; None where only the register does."""
    if chosen.agreement is not None:
        return None
    parts = {"client_id": chosen.client, "team_id": chosen.team, "kind": chosen.kind, "priority": chosen.priority}
    wanted = {by_key(group) for group in groups}
    wanted |= {name for name, value in parts.items() if value is not None}
    if "client_id" in wanted and chosen.is_by_debtor:  # no grain tells a client's own promises from a supplier's
        return None
    return next((grain for grain in GRAINS if grain.serves(wanted)), None)
