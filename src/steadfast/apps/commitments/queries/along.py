"""Along which index the register is read, so that no filter ever reads all of it.

Each way is a few equal columns of an index whose next ones are the due time and the number. The other filters are
tried on the rows that come along it; `foundation.pages` ends a page after so many. `Untried` keeps SQLite, which has
no statistics here, from taking another index instead; PostgreSQL has them.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import BigIntegerField, F, Func, Q
from django.db.models.lookups import Exact, In

from steadfast.apps.commitments.models import Commitment
from steadfast.apps.commitments.models.commitment import (
    ENDED_OTHERWISE,
    MOVED,
    NOT_OURS,
    NOT_OWED_BY_US,
    OPEN,
)
from steadfast.apps.commitments.queries.filters import Filters
from steadfast.apps.identity.models.party import PRACTICE_ID

OTHERWISE = ("broken", "released", "void")


class Untried(Func):
    """A column that SQLite must not look for an index of."""

    arity = 1
    template = "%(expressions)s"

    def as_sqlite(self, compiler: Any, connection: Any, **also: Any) -> Any:
        return self.as_sql(compiler, connection, template="+%(expressions)s", **also)


@dataclass(frozen=True, slots=True)
class Way:
    """The conditions of an index, and the columns that it takes equal values of."""

    where: Q
    columns: tuple[str, ...] = ()


def way(filters: Filters, values: dict[str, Any]) -> Way:
    """Return the way of the filters, whose columns have these values: the one with the fewest rows along it."""
    one = isinstance(values.get("verdict"), str)
    if one and filters.moved == "yes":
        return Way(MOVED, ("verdict",))
    if one and values.get("debtor_id", PRACTICE_ID) != PRACTICE_ID:
        return Way(NOT_OWED_BY_US, ("debtor_id", "verdict"))
    return _open_way(values) if filters.is_open else _ended_way(values)


def _open_way(values: dict[str, Any]) -> Way:
    if "client_id" in values and "owner_id" not in values:
        return Way(OPEN & Q(verdict="open"), ("client_id",))
    return Way(OPEN, next(((name,) for name in ("owner_id", "kind", "direction") if name in values), ()))


def _ended_way(values: dict[str, Any]) -> Way:
    if isinstance(values.get("owner_id"), int) and isinstance(values.get("verdict"), str):
        return Way(Q(), ("owner_id", "verdict"))
    if "client_id" in values:
        return Way(Q(), ("client_id",))
    if values.get("verdict") in OTHERWISE:
        return Way(ENDED_OTHERWISE, ("verdict",))
    if values.get("direction", "ours") != "ours":
        return Way(NOT_OURS, ("direction",))
    return Way(Q())


def equal(name: str, value: Any) -> Q:
    """Return the condition by which an index is read."""
    return Q(**{f"{name}__in": value}) if isinstance(value, list) else Q(**{name: value})


def tried(name: str, value: Any) -> Q:
    """Return the same condition, to be tried on each row that comes along another index."""
    found: Any = Commitment._meta.get_field(name.removesuffix("_id"))
    column = Untried(F(name), output_field=BigIntegerField() if found.is_relation else found)
    return Q(In(column, value)) if isinstance(value, list) else Q(Exact(column, value))
