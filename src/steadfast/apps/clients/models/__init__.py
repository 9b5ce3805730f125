"""Whom the practice serves: clients, their sites and devices; contacts are persons of the client's party."""

from steadfast.apps.clients.models.client import Client
from steadfast.apps.clients.models.device import Device
from steadfast.apps.clients.models.site import Site

__all__ = ["Client", "Device", "Site"]
