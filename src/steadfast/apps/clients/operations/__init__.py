"""Writes of clients. What a form could get wrong is refused as ValidationError({field: message}).

An import writes by the modules client, contact, site and device themselves: check, begin, alter, retire, restore.
"""

from steadfast.apps.clients.operations import client, contact, device, site
from steadfast.apps.clients.operations.client import change_client, make_client, part_from, take_back
from steadfast.apps.clients.operations.contact import add_contact, change_contact, say_back, say_left
from steadfast.apps.clients.operations.device import add_device, change_device, restore_device, retire_device
from steadfast.apps.clients.operations.site import add_site, change_site, close_site, open_site

__all__ = [
    "add_contact",
    "add_device",
    "add_site",
    "change_client",
    "change_contact",
    "change_device",
    "change_site",
    "client",
    "close_site",
    "contact",
    "device",
    "make_client",
    "open_site",
    "part_from",
    "restore_device",
    "retire_device",
    "say_back",
    "say_left",
    "site",
    "take_back",
]
