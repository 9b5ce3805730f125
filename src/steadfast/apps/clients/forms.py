"""Forms of clients, their contacts and sites."""

from typing import Any

from django import forms

from steadfast.apps.identity import queries as identity
from steadfast.apps.identity import zones
from steadfast.apps.identity.models import Person


class ClientForm(forms.Form):
    name = forms.CharField(label="Name", max_length=200)
    zone = forms.ChoiceField(label="Time zone", help_text="Where their working day is.")
    since_on = forms.DateField(label="Client since", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    relationship_owner = forms.ModelChoiceField(
        label="Owner of the relationship", queryset=Person.objects.none(), required=False, empty_label="Nobody yet"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["zone"].choices = [(name, name.replace("_", " ")) for name in zones.places()]  # type: ignore[attr-defined]
        self.fields["relationship_owner"].queryset = identity.working_members()  # type: ignore[attr-defined]


class ContactForm(forms.Form):
    name = forms.CharField(label="Name", max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    email = forms.EmailField(
        label="E-mail", required=False, max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "off"})
    )
    phone = forms.CharField(
        label="Phone", required=False, max_length=40, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )


class SiteForm(forms.Form):
    name = forms.CharField(label="Name", max_length=200, help_text="As people there call it, such as Gate 4.")
