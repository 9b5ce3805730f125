"""What is found of clients: themselves, their contacts, sites and devices."""

from steadfast.apps.clients.queries.search import kinds, one_client
from steadfast.foundation.search import narrowing, sources


def register() -> None:
    """Register the four sources, and the narrowing to one client."""
    for source in (kinds.CLIENTS, kinds.CONTACTS, kinds.SITES, kinds.DEVICES):
        sources.register(source)
    narrowing.register(one_client.CLIENT)
