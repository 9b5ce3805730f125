"""Forms of clients, their contacts and sites, for new ones and, given what is `present`, for others."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from steadfast.apps.identity import queries as identity
from steadfast.apps.identity import zones
from steadfast.apps.identity.models import Person
from steadfast.foundation.days import DayField
from steadfast.foundation.seen import RememberingForm

PLAIN = {"autocomplete": "off"}


class ClientForm(RememberingForm):
    name = forms.CharField(label=_("Name"), max_length=200)
    zone = forms.ChoiceField(label=_("Time zone"), help_text=_("Where their working day is."))
    since_on = DayField(label=_("Client since"), required=False)
    relationship_owner = forms.ModelChoiceField(
        label=_("Owner of the relationship"),
        queryset=Person.objects.none(),
        required=False,
        empty_label=_("Nobody yet"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["zone"].choices = [(name, name.replace("_", " ")) for name in zones.places()]  # type: ignore[attr-defined]
        self.fields["relationship_owner"].queryset = identity.working_members()  # type: ignore[attr-defined]


class ContactForm(RememberingForm):
    name = forms.CharField(label=_("Name"), max_length=200, widget=forms.TextInput(attrs=PLAIN))
    email = forms.EmailField(label=_("E-mail"), required=False, max_length=254, widget=forms.EmailInput(attrs=PLAIN))
    phone = forms.CharField(label=_("Phone"), required=False, max_length=40, widget=forms.TextInput(attrs=PLAIN))


class SiteForm(RememberingForm):
    name = forms.CharField(label=_("Name"), max_length=200, help_text=_("As people there call it, such as Gate 4."))
