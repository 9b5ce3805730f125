"""The ways by which somebody is woken, as their apps register them: mail by the app of mail, a gateway of messages.

    ways.register("mail", sends)          sends(call) raises Trouble where it cannot be sent
A way is tried once for each call; what went wrong is written beside it, and the other ways are tried all the same.
"""

from collections.abc import Callable
from dataclasses import dataclass

from steadfast.domain.language import known

MAIL, GATEWAY = known("mail"), known("gateway")


class Trouble(Exception):
    """It could not be sent; the message says why."""


@dataclass(frozen=True, slots=True)
class Call:
    """One person to be woken. `key` is the same for the same call, `url` leads to the one tap that answers it."""

    key: str
    name: str
    email: str
    phone: str
    subject: str
    text: str
    url: str


Sends = Callable[[Call], None]
_ways: dict[str, Sends] = {}


def register(way: str, sends: Sends) -> None:
    """Let a function send calls by a way; the last one registered does."""
    _ways[way] = sends


def way(name: str) -> Sends | None:
    """Return what sends by a way, None while no app does."""
    return _ways.get(name)
