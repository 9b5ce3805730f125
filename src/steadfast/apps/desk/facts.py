"""Facts that a higher app puts into the thread of a ticket: kinds of events, and what says them in words.

    facts.register(["check_item.ticked"], told)       in AppConfig.ready, for members; contacts never read them
`told(events)` gives the words of each event by its id, as the rest of a sentence that begins with who did it; it is
called once for a thread, so that it may look up what the events name in one query. No words: no entry.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

from steadfast.foundation.models import Event

Told = Callable[[Sequence[Event]], Mapping[int, str]]

_by_kind: dict[str, Told] = {}


def register(kinds: Iterable[str], told: Told) -> None:
    """Let `told` say events of these kinds."""
    _by_kind.update(dict.fromkeys(kinds, told))


def kinds() -> tuple[str, ...]:
    """Return the kinds that somebody says."""
    return tuple(_by_kind)


def told(events: Iterable[Event]) -> dict[int, str]:
    """Return the words of events by id, each teller called once."""
    of: dict[Told, list[Event]] = {}
    for event in events:
        if event.kind in _by_kind:
            of.setdefault(_by_kind[event.kind], []).append(event)
    return {key: words for teller, found in of.items() for key, words in teller(found).items()}
