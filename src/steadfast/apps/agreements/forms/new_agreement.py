"""The form of a new agreement: its name, and with whom, for which site and service it holds."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from steadfast.apps.agreements.forms.agreement import AgreementForm
from steadfast.apps.agreements.models import Agreement
from steadfast.apps.clients.models import Client, Site
from steadfast.domain.language import say
from steadfast.foundation.addresses import number_of


class ClientField(forms.ModelChoiceField):  # type: ignore[type-arg]  # has none at run time
    """A client by number; one that no key holds is a wrong choice, and SQLite is not asked for it."""

    def to_python(self, value: Any) -> Client | None:
        if value not in self.empty_values and number_of(str(value)) is None:
            raise forms.ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        found: Client | None = super().to_python(value)
        return found


class NewAgreementForm(AgreementForm):
    """With whom, and for which site and service: the most specific one wins."""

    name = forms.CharField(label=_("Name"), max_length=100)
    client = ClientField(label=_("With"), queryset=Client.objects.none(), required=False, empty_label=_("everybody"))
    site = forms.CharField(
        label=_("Only at the site"),
        required=False,
        max_length=200,
        help_text=_("As it is called on the client’s page."),
    )
    service = forms.CharField(
        label=_("Only for the service"), required=False, max_length=100, help_text=_("A category of tickets.")
    )
    offered = forms.BooleanField(label=_("New work falls under it"), required=False, initial=True)

    def __init__(self, data: Any, **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["client"].queryset = Client.objects.order_by("name")  # type: ignore[attr-defined]

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if Agreement.objects.filter(name__iexact=name).exists():
            raise forms.ValidationError(say("There is an agreement %(name)s already.", name=name))
        return name

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        data["at"] = None
        if data.get("site"):
            sites = Site.objects.filter(client=data.get("client"), name__iexact=data["site"])
            data["at"] = sites.first()
            if data["at"] is None:
                self.add_error(
                    "site",
                    say("This client has no such site.") if data.get("client") else say("Choose the client, too."),
                )
        return data
