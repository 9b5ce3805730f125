"""The connectors that there are: those that come along, and those that an installed package brings.

A package brings one by an entry point of the group `steadfast.connectors` that names the connector object.
"""

from functools import cache
from importlib import metadata

from steadfast.apps.imports.connectors.connector import Connector

GROUP = "steadfast.connectors"

_registered: dict[str, Connector] = {}


def register(connector: Connector) -> None:
    """Register a connector; the same name twice is an error, unless it is the same one."""
    if _registered.setdefault(connector.name, connector) is not connector:
        raise ValueError(f"the connector {connector.name!r} is registered twice")


def named(name: str) -> Connector:
    """Return a connector; LookupError names those that exist."""
    found = _all()
    if name not in found:
        raise LookupError(f"There is no connector {name!r}; there are: {', '.join(sorted(found))}.")
    return found[name]


def all_connectors() -> list[Connector]:
    """Return the connectors by what they are called."""
    return sorted(_all().values(), key=lambda one: one.label)


def _all() -> dict[str, Connector]:
    return {**{one.name: one for one in _brought()}, **_registered}


@cache
def _brought() -> tuple[Connector, ...]:
    """Return what installed packages bring; what cannot be loaded is an error at the start, not at night."""
    return tuple(point.load() for point in metadata.entry_points(group=GROUP))
