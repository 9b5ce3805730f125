"""What a higher app tells beneath a message of a ticket: whether it left as mail, what it quoted, where its mail lies.

The desk knows nothing of mail. It asks for the notes of a ticket's messages, and shows them to members alone.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from steadfast.apps.desk.models import Ticket
from steadfast.foundation.actor import Actor


@dataclass(frozen=True, slots=True)
class Note:
    """One line beneath a message. `folded`: a text behind it; `link` and `button`: an address and its words, or none.

    `is_bad`: something went wrong, and somebody should look.
    """

    words: str
    is_bad: bool = False
    folded: str = ""
    link: tuple[str, str] = ("", "")
    button: tuple[str, str] = ("", "")


Notes = Mapping[int, Sequence[Note]]  # by the key of the message
Source = Callable[[Sequence[int], Actor, datetime], Notes]
_sources: dict[Source, str] = {}
_leaving: list[tuple[Callable[[], bool], Callable[[Ticket], str]]] = []


def register(source: Source, flag: str) -> None:
    """Let `source` tell of the messages of tickets, given by their keys, in as many queries for one as for many.

    `flag` names what is read along with a ticket (desk/along.py): where it is false nobody asks.
    """
    _sources[source] = flag


def notes(ticket: Ticket, joined: Collection[int], actor: Actor, now: datetime) -> Notes:
    """Return all notes on the messages of a ticket and of those `joined` to it; none to a contact."""
    if actor.client_id is not None:
        return {}
    found: dict[int, list[Note]] = {}
    for source in [source for source, flag in _sources.items() if getattr(ticket, flag, True)]:
        for message, told in source([ticket.pk, *joined], actor, now).items():
            found.setdefault(message, []).extend(told)
    return found


def register_way(leaves: Callable[[], bool], whither: Callable[[Ticket], str]) -> None:
    """Let `leaves` tell whether what is written to a client leaves this desk by itself; it is asked for each page.

    `whither` tells the address that it goes to, "" where nobody gets it.
    """
    _leaving[:] = [(leaves, whither)]


def leaves() -> bool:
    """Tell whether a reply leaves by itself; else it is only kept here, and the composer says so."""
    return any(way() for way, _ in _leaving)


def whither(ticket: Ticket) -> str:
    """Return the address that a reply goes to where replies leave, "" where nobody gets it."""
    return next((found for _, goes in _leaving if (found := goes(ticket))), "")
