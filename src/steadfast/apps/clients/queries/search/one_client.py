"""Search within one client: by a select, or by client:name among the words."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from steadfast.apps.clients.queries.clients import visible_to
from steadfast.foundation import addresses
from steadfast.foundation.actor import Actor
from steadfast.foundation.search import sight
from steadfast.foundation.search.narrowing import Narrowed, Narrowing

CHOICES = 300  # clients in a select; who has more writes client:name


def resolve(text: str, actor: Actor) -> Narrowed | None:
    """Return the client of a key, or the first one by name whose name begins so, or else has it."""
    rows = visible_to(actor).order_by("name", "party_id")
    key = addresses.number_of(text)
    tried = (rows.filter(pk=key),) if key else (rows.filter(name__istartswith=text), rows.filter(name__icontains=text))
    client = next((row for query in tried if (row := query.first())), None)
    return Narrowed(sight.client_token(client.pk), str(client.pk), client.name) if client else None


def choices(actor: Actor) -> Sequence[tuple[str, str]]:
    """Return clients for a select, none to who sees one client only."""
    if actor.client_id is not None:
        return []
    rows = visible_to(actor).order_by("name", "party_id").values_list("pk", "name")[:CHOICES]
    return [(str(key), name) for key, name in rows]


CLIENT = Narrowing(
    name="client",
    word=pgettext_lazy("before a colon", "client"),
    label=_("Client"),
    anything=_("Every client"),
    resolve=resolve,
    choices=choices,
)
