"""The API itself: every noun below /api/v1, with tokens at the door."""

from django.urls import URLPattern
from ninja import NinjaAPI

from steadfast.apps.api.nouns import (
    agreements,
    clients,
    commitment_acts,
    commitments,
    contacts,
    devices,
    figures,
    messages,
    moves,
    offers,
    people,
    ticket_acts,
    tickets,
)
from steadfast.apps.api.serving import failing
from steadfast.apps.api.serving.bearer import Bearer
from steadfast.foundation.access import PUBLIC

NOUNS = (
    people, tickets, ticket_acts, messages, commitments, commitment_acts, moves, offers, clients, contacts, devices,
    agreements, figures,
)  # fmt: skip
ABOUT = "Everything that the pages of Steadfast read and do, for programs. Tokens are made on the page /me/tokens/."

api = NinjaAPI(
    title="Steadfast",
    version="1",
    description=ABOUT,
    docs_url=None,
    openapi_url=None,
    auth=Bearer(),
    urls_namespace="api",
)
failing.register(api)
for noun in NOUNS:
    api.add_router("", noun.routes)


def patterns() -> list[URLPattern]:
    """Return the addresses. To the walls of the house they are public: the token is asked for inside."""
    found = [one for one in api.urls[0] if isinstance(one, URLPattern) and one.name != "api-root"]
    for one in found:
        one.callback.access = PUBLIC  # type: ignore[attr-defined]
    return found
