"""The request forms on the page of a new ticket."""

from django.urls import reverse

from steadfast.apps.automation.queries import forms
from steadfast.apps.clients.models import Client
from steadfast.foundation.actor import Actor


def named(name: str, client: Client | None, actor: Actor) -> str:
    """Return where a member fills in the form of that number, for a client if there is one; "" for no such form."""
    if actor.client_id is not None or not (name.isascii() and name.isdecimal() and len(name) < 19):
        return ""
    row = forms.visible_to(actor).filter(pk=int(name)).first()
    if row is None:
        return ""
    return reverse("automation:ask", args=[row.pk]) + (f"?client={client.pk}" if client is not None else "")


def to_open(client: Client, actor: Actor) -> list[tuple[str, str]]:
    """Return the forms that a member may fill in for a client."""
    if actor.client_id is not None:
        return []
    rows = forms.forms_for(client).values_list("pk", "name")[: forms.MOST]
    return [(name, f"{reverse('automation:ask', args=[key])}?client={client.pk}") for key, name in rows]
