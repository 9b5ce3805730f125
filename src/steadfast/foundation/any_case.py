"""Names are the same in any case of their letters: on SQLite, too, which by itself knows A to Z alone.

It registers the lookups iexact, icontains and istartswith anew. A text of plain letters is compared by SQLite itself.
"""

from typing import Any

from django.db.models import Field
from django.db.models.functions import Lower
from django.db.models.lookups import BuiltinLookup, IContains, IExact, IStartsWith

FUNCTION = "steadfast_lower"


class Small(Lower):
    """Lower, of all letters on either engine; no index has it on SQLite."""

    lookup_name = "small"

    def as_sqlite(self, compiler: Any, connection: Any, **more: Any) -> Any:
        return self.as_sql(compiler, connection, function=FUNCTION, **more)


class _AnyCase(BuiltinLookup):
    """A lookup whose text holds other letters than A to Z goes by the function on SQLite; `compares` says how."""

    compares = ""

    def as_sqlite(self, compiler: Any, connection: Any) -> Any:
        if not isinstance(self.rhs, str) or self.rhs.isascii():
            return self.as_sql(compiler, connection)
        left, values = self.process_lhs(compiler, connection)
        return self.compares.format(f"{FUNCTION}({left})"), [*values, self.rhs.lower()]


class SameInAnyCase(_AnyCase, IExact):
    compares = "{} = %s"


class HoldsInAnyCase(_AnyCase, IContains):
    compares = "instr({}, %s) > 0"


class BeginsInAnyCase(_AnyCase, IStartsWith):
    compares = "instr({}, %s) = 1"


def install() -> None:
    """Register the lookups."""
    for lookup in (SameInAnyCase, HoldsInAnyCase, BeginsInAnyCase):
        Field.register_lookup(lookup)


def teach(connection: Any, **_: Any) -> None:
    """Receive connection_created: give SQLite the function."""
    if connection.vendor == "sqlite":
        connection.connection.create_function(FUNCTION, 1, _lower, deterministic=True)


def _lower(text: Any) -> Any:
    return text.lower() if isinstance(text, str) else text
