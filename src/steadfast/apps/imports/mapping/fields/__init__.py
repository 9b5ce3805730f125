"""What can be said of each kind of thing: the fields of ours that a mapping may name.

Those of tickets stand here, since the reading of a log hangs on each of them; other kinds register theirs.
"""

from collections.abc import Mapping

from steadfast.apps.imports import kinds
from steadfast.apps.imports.mapping.fields import tickets
from steadfast.apps.imports.mapping.fields.field import Field

KINDS = ("tickets", "clients", "contacts", "sites", "devices", "agreements", "messages")
READS: Mapping[str, str] = {
    "lines": "text",
    "date": "day",
    "instant": "instant",
    "number": "number",
    "choice": "code",
    "yes or no": "flag",
}


def of(kind: str) -> tuple[Field, ...]:
    """Return the fields of a kind of thing."""
    if kind == "tickets":
        return tickets.FIELDS
    return tuple(_registered(item) for item in kinds.named(kind).fields)


def field(kind: str, name: str) -> Field | None:
    """Return a field of a kind by its name."""
    return next((item for item in of(kind) if item.name == name), None)


def _registered(item: kinds.Field) -> Field:
    """Return a field as its kind registered it."""
    words = tuple(word for word, _ in item.choices)
    reads = READS.get(item.shape, "name")
    return Field(item.name, reads, needed=item.needed, filled=item.needed, longest=item.longest, words=words)


__all__ = ["KINDS", "Field", "field", "of"]
