"""Saved views of the register: names for addresses that somebody asks for again and again."""

from dataclasses import dataclass
from urllib.parse import parse_qsl

from steadfast.apps.commitments.queries.filters import Filters, read

SAVED = {
    "All open": "",
    "What we owe": "direction=ours",
    "Owed to us": "direction=theirs",
    "Inside": "direction=inside",
    "Late": "due=late",
    "Moved": "moved=yes",
    "Put off after a breach": "dodged=yes&verdict=any",
    "Leaders": "owner=leaders&kind=promise",  # what they said themselves, not each ticket that they hold
}


@dataclass(frozen=True, slots=True)
class Saved:
    """A view by its name; `address` is the end of the address."""

    name: str
    address: str
    is_current: bool


def saved(filters: Filters) -> list[Saved]:
    """Return the saved views, of which one or none is what the filters show."""
    return [Saved(name, f"?{query}", read(dict(parse_qsl(query))) == filters) for name, query in SAVED.items()]
