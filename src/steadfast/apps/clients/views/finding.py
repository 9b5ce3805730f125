"""The client that an address names, as every page here finds it."""

from django.http import Http404

from steadfast.apps.clients import queries
from steadfast.apps.clients.models import Client
from steadfast.foundation.access import Request


def client_of(request: Request, party_id: int) -> Client:
    """Return a client whom the reader sees; raise Http404."""
    found = queries.find(party_id, request.actor)
    if found is None:
        raise Http404("No such client")
    return found
