"""Reads of clients. `visible_to` and `devices_visible_to` are the only doors."""

from steadfast.apps.clients.queries.clients import (
    Facts,
    contacts_of,
    contacts_visible_to,
    facts,
    find,
    has_former,
    listed,
    sites_of,
    visible_to,
)
from steadfast.apps.clients.queries.devices import devices_listed, devices_of, devices_visible_to

__all__ = [
    "Facts",
    "contacts_of",
    "contacts_visible_to",
    "devices_listed",
    "devices_of",
    "devices_visible_to",
    "facts",
    "find",
    "has_former",
    "listed",
    "sites_of",
    "visible_to",
]
