"""Saved views of the register: names for addresses that somebody asks for again and again."""

from dataclasses import dataclass
from urllib.parse import parse_qsl

from steadfast.apps.commitments.queries.filters import Filters, read
from steadfast.domain.language import known, say

SAVED = {
    known("All open"): "",
    known("What we owe"): "direction=ours",
    known("Owed to us"): "direction=theirs",
    known("Inside"): "direction=inside",
    known("Late"): "due=late",
    known("Moved"): "moved=yes",
    known("Put off after a breach"): "dodged=yes&verdict=any",
    known("Leaders"): "owner=leaders&kind=promise",  # what they said themselves, not each ticket that they hold
}


@dataclass(frozen=True, slots=True)
class Saved:
    """A view by its name; `address` is the end of the address."""

    name: str
    address: str
    is_current: bool


def saved(filters: Filters) -> list[Saved]:
    """Return the saved views, of which one or none is what the filters show."""
    return [
        Saved(say(name), f"?{query or 'view=all'}", read(dict(parse_qsl(query))) == filters)
        for name, query in SAVED.items()
    ]
