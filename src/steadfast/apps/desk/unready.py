"""What keeps a ticket from being resolved, as higher apps know it: a checklist with an open item, say.

    unready.register(names)       in AppConfig.ready; names(ticket_ids) gives the words of each thing that is still open
A ticket that nothing is open on needs no asking before it is closed: it closes only after it was resolved.
"""

from collections.abc import Callable, Sequence

from steadfast.domain.commitment.lifecycle import Refused

Names = Callable[[Sequence[int]], Sequence[str]]
PERMISSION = "tickets.resolve_anyway"

_registered: list[Names] = []


class Unready(Refused):
    """Something must be done first. `names`: the words of each."""

    def __init__(self, words: str, names: Sequence[str]) -> None:
        super().__init__(words)
        self.names = names


def register(names: Names) -> None:
    """Ask `names` before a ticket is resolved; twice the same is harmless."""
    if names not in _registered:
        _registered.append(names)


def of(ticket_ids: Sequence[int]) -> list[str]:
    """Return what is still open on a ticket and on those that were merged into it."""
    return [name for names in _registered for name in names(ticket_ids)]
