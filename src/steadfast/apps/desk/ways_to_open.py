"""Other ways to open a ticket of a client, as higher apps know them: a request form, say.

ways_to_open.register(ways)       in AppConfig.ready; ways(client, actor) gives names and addresses
"""

from collections.abc import Callable, Iterable

from steadfast.apps.clients.models import Client
from steadfast.foundation.actor import Actor

Way = tuple[str, str]
Ways = Callable[[Client, Actor], Iterable[Way]]

_registered: list[Ways] = []


def register(ways: Ways) -> None:
    """Offer what a function gives on the page of a new ticket; twice the same is harmless."""
    if ways not in _registered:
        _registered.append(ways)


def of(client: Client, actor: Actor) -> list[Way]:
    """Return the other ways to open a ticket of a client."""
    return [way for ways in _registered for way in ways(client, actor)]
