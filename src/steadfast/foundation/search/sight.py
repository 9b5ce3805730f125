"""Who finds what: tokens in every document, and the part of each question that the asker does not write.

A member finds the kinds that their permissions open. A contact finds what is open (`o`) and of their own client
(`c250`) or shared with it, and never a word that was written inside. What is hidden for a while (a batch of an import
that is not shown) is hidden by its token too, so showing and undoing it takes effect at once.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from steadfast.foundation.actor import Actor
from steadfast.foundation.search import sources
from steadfast.foundation.search.sources import Source

Hiding = Callable[[], tuple[str, ...]]
_hidings: dict[str, Hiding] = {}


@dataclass(frozen=True, slots=True)
class Sight:
    """`all_of`: every one of these groups of tokens must meet the document's; `none_of` must not."""

    kinds: tuple[Source, ...]
    all_of: tuple[tuple[str, ...], ...]
    none_of: tuple[str, ...]
    inside: bool

    @property
    def is_blind(self) -> bool:
        return not self.kinds

    def of(self, *kinds: Source) -> "Sight":
        """Return this sight of some kinds only."""
        chosen = tuple(kind for kind in self.kinds if kind in kinds)
        return replace(self, kinds=chosen, all_of=(*self.all_of, tuple(kind.token for kind in chosen)))

    def within(self, token: str) -> "Sight":
        """Return this sight of one client only."""
        return replace(self, all_of=(*self.all_of, (token,)))


def client_token(client_id: int) -> str:
    return f"c{client_id}"


def hide(name: str, hiding: Hiding) -> None:
    """Register what says which tokens nobody finds now; asked at every search, so it must be cheap."""
    _hidings[name] = hiding


def of(actor: Actor) -> Sight:
    """Return what an actor may find."""
    kinds = tuple(source for source in sources.every() if actor.signed_in and source.may(actor))
    needed: list[tuple[str, ...]] = []
    if len(kinds) < len(sources.every()):
        needed.append(tuple(kind.token for kind in kinds))
    if actor.client_id is not None:
        shared = (token for kind in kinds for token in kind.shared(actor))
        needed += [(sources.OPEN,), (client_token(actor.client_id), *shared)]
    hidden = tuple(token for hiding in _hidings.values() for token in hiding())
    return Sight(kinds, tuple(needed), hidden, inside=actor.client_id is None)
