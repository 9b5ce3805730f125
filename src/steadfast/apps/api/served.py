"""The API itself: every noun below /api/v1, with tokens at the door."""

from django.urls import URLPattern
from ninja import NinjaAPI

from steadfast.apps.api.nouns import (
    agreements,
    alerts,
    bulk,
    calls,
    check_items,
    checklists,
    clients,
    commitment_acts,
    commitments,
    contacts,
    devices,
    duty,
    figures,
    form_definitions,
    links,
    mail,
    maintenance,
    merging,
    messages,
    moves,
    notices,
    offers,
    people,
    portal,
    recurring,
    recurring_times,
    request_forms,
    rules,
    signs,
    ticket_acts,
    tickets,
    time,
    timer,
    uploads,
)
from steadfast.apps.api.serving import failing
from steadfast.apps.api.serving.bearer import Bearer
from steadfast.foundation.access import PUBLIC
from steadfast.foundation.files.arriving import takes_files

NOUNS = (
    people, duty, notices, tickets, ticket_acts, uploads, links, merging, bulk, messages, check_items, checklists,
    recurring, recurring_times, request_forms, form_definitions, rules, time, timer, mail, calls, alerts, maintenance,
    signs, commitments, commitment_acts, moves, offers, clients, contacts, portal, devices, agreements, figures,
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
        if str(one.pattern).endswith(uploads.END):
            takes_files()(one.callback).asks_itself = True  # type: ignore[attr-defined]
    return found
