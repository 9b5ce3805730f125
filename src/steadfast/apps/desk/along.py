"""Values of higher apps that are read along with a ticket, in the one statement that its page asks anyway.

A function gives annotations by name, for a reader by their key; only members read them. The app's card shows them.
"""

from collections.abc import Callable, Mapping
from typing import Any

Reads = Callable[[int], Mapping[str, Any]]

_reads: list[Reads] = []


def register(reads: Reads) -> None:
    """Read what a function gives along with each ticket whose page is shown."""
    if reads not in _reads:
        _reads.append(reads)


def read(reader: int) -> dict[str, Any]:
    """Return all annotations for a reader."""
    return {name: value for reads in _reads for name, value in reads(reader).items()}


def is_asked() -> bool:
    """Tell whether any app reads something along."""
    return bool(_reads)
