"""The lists of which somebody keeps views. An app registers each with the parameters that its address knows.

What is kept is what the list understands, in one order, so that equal filters are equal texts; the rest is dropped.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from django.urls import reverse
from django.utils.functional import Promise

LONGEST = 500
FIELDS = 50
LONGEST_ADDRESS = 4_000


@dataclass(frozen=True, slots=True)
class List:
    """`refuses` tells whether the list cannot understand parameters."""

    name: str
    label: str | Promise
    url_name: str
    permission: str
    names: tuple[str, ...]
    refuses: Callable[[Mapping[str, str]], bool] = lambda given: False
    flags: tuple[str, ...] = ()  # those that say something by being there

    def kept(self, given: Mapping[str, str]) -> str:
        """Return the part of an address that is kept of parameters: "priority=P1&team=2"."""
        known = [(name, given[name]) for name in self.names if given.get(name)]
        wanted = [(name, value) for name, value in known if not self.refuses({name: value})]
        if wanted and self.refuses(dict(wanted)):  # each alone is understood, together they are not
            wanted = []
        query = urlencode(sorted([*wanted, *((name, "yes") for name in self.flags if name in given)]))
        return query if len(query) <= LONGEST else ""

    def kept_text(self, query: str) -> str:
        """Return the same of a text that somebody sent."""
        try:
            return self.kept(dict(parse_qsl(query[:LONGEST_ADDRESS], keep_blank_values=True, max_num_fields=FIELDS)))
        except ValueError:
            return ""

    def address(self, query: str) -> str:
        """Return the list's own address with filters."""
        return f"{reverse(self.url_name)}?{query}"


_lists: dict[str, List] = {}


def register(found: List) -> None:
    """Let views of a list be kept; the last one registered under a name holds."""
    _lists[found.name] = found


def find(name: str) -> List | None:
    return _lists.get(name)


def every() -> list[List]:
    return list(_lists.values())
