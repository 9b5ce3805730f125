"""The form of a caller whom we do not know yet: their name, of which client, and their number."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from steadfast.apps.clients import queries as clients
from steadfast.apps.clients.models import Client
from steadfast.domain.calls import number as numbers
from steadfast.foundation.actor import Actor

PLAIN = {"autocomplete": "off", "dir": "auto"}


class NewcomerForm(forms.Form):
    """`cleaned_data["client"]` is the client whose whole name was given, of those that the actor may see."""

    call = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1, widget=forms.HiddenInput)
    name = forms.CharField(label=_("Name"), max_length=200, widget=forms.TextInput(attrs=PLAIN))
    client = forms.CharField(
        label=_("Client"), max_length=200, widget=forms.TextInput(attrs={**PLAIN, "list": "clients"})
    )
    phone = forms.CharField(
        label=_("Phone"), required=False, max_length=40, widget=forms.TextInput(attrs={**PLAIN, "dir": "ltr"})
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor

    def clean_client(self) -> Client:
        given = self.cleaned_data["client"]
        named = list(clients.visible_to(self.actor).filter(name__iexact=given, retired_at=None)[:2])
        if len(named) != 1:
            raise forms.ValidationError(_("Choose a client by its whole name."))
        found: Client = named[0]
        return found


def proposed(typed: str) -> dict[str, str]:
    """Return what the form begins with: what was typed is a number or a name."""
    return {"phone" if numbers.is_number(typed) else "name": typed}
