"""Open a sitting with the system of a feed: its connector, its settings with the secrets opened, and one who asks."""

import time
from collections.abc import Callable, Mapping
from datetime import datetime

from steadfast.apps.imports import connectors
from steadfast.apps.imports.connectors import Connector, Session, Trouble
from steadfast.apps.imports.connectors.asking import Asking, Patience
from steadfast.apps.imports.pulling.folder import is_loopback_allowed

LONG = Patience()
BRIEF = Patience(tries=2, answer_s=20, waits_s=5, longest_wait_s=5)  # while somebody waits for the page
FEW = 3

Sleep = Callable[[float], None]


def opened(
    connector: Connector,
    said: Mapping[str, str],
    *,
    clock: Callable[[], datetime],
    patience: Patience = LONG,
    sleep: Sleep = time.sleep,
) -> tuple[Session, Asking]:
    """Return a sitting and who asks in it; nothing is asked yet."""
    loopback = is_loopback_allowed()
    asking = Asking(connector.address(said), clock, loopback=loopback, patience=patience, sleep=sleep)
    return connector.open(said, asking), asking


def tried(
    connector: str, said: Mapping[str, str], *, clock: Callable[[], datetime]
) -> tuple[list[tuple[str, int | None]], list[str]]:
    """Ask a system what it has: the count of each noun, and the names of its first clients. Raise Trouble."""
    found = connectors.named(connector)
    session, _ = opened(found, said, clock=clock, patience=BRIEF)
    names = session.first("clients", FEW)
    return [(noun, session.count(noun)) for noun in found.nouns], names


__all__ = ["Trouble", "opened", "tried"]
