"""Writes of clients. What a form could get wrong is refused as ValidationError({field: message})."""

from steadfast.apps.clients.operations.client import make_client
from steadfast.apps.clients.operations.contact import add_contact
from steadfast.apps.clients.operations.site import add_site

__all__ = ["add_contact", "add_site", "make_client"]
