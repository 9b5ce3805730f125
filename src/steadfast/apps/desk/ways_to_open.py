"""Other ways to open a ticket of a client, as higher apps know them: a request form, say.

ways_to_open.register(ways)       in AppConfig.ready; ways(client, actor) gives names and addresses
"""

from collections.abc import Callable, Iterable

from steadfast.apps.clients.models import Client
from steadfast.foundation.actor import Actor

Way = tuple[str, str]
Ways = Callable[[Client, Actor], Iterable[Way]]

Named = Callable[[str, Client | None, Actor], str]
"""Gives the address of the way that somebody names, "" where there is none of that name."""

_registered: list[Ways] = []
_named: list[Named] = []


def register(ways: Ways) -> None:
    """Offer what a function gives on the page of a new ticket; twice the same is harmless."""
    if ways not in _registered:
        _registered.append(ways)


def register_named(named: Named) -> None:
    """Let /tickets/new/?form= lead to what a higher app knows by that name; twice the same is harmless."""
    if named not in _named:
        _named.append(named)


def address_of(name: str, client: Client | None, actor: Actor) -> str:
    """Return the address of the way of that name, "" for none."""
    found = (named(name, client, actor) for named in _named) if name else ()
    return next((address for address in found if address), "")


def of(client: Client, actor: Actor) -> list[Way]:
    """Return the other ways to open a ticket of a client."""
    return [way for ways in _registered for way in ways(client, actor)]
