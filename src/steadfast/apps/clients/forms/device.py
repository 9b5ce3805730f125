"""The form of a device. Its site and its user are chosen among those of its client."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from steadfast.apps.clients.models import Client, Site
from steadfast.apps.clients.models.device import KINDS
from steadfast.apps.identity.models import Person
from steadfast.foundation.days import DayField
from steadfast.foundation.seen import RememberingForm

PLAIN = {"autocomplete": "off"}


def _words(label: Any, longest: int = 100, *, required: bool = False) -> forms.CharField:
    return forms.CharField(label=label, max_length=longest, required=required, widget=forms.TextInput(attrs=PLAIN))


class DeviceForm(RememberingForm):
    name = _words(_("Name"), 200, required=True)
    kind = forms.ChoiceField(label=_("Kind"), choices=list(KINDS.items()))
    serial = _words(_("Serial number"))
    maker = _words(_("Maker"))
    model = _words(_("Model"))
    system = _words(_("Operating system"))
    site = forms.ModelChoiceField(
        label=_("Site"), queryset=Site.objects.none(), required=False, empty_label=_("no site in particular")
    )
    user = forms.ModelChoiceField(
        label=_("Used by"), queryset=Person.objects.none(), required=False, empty_label=_("nobody in particular")
    )
    bought_on = DayField(label=_("Bought"), required=False)
    warranty_until = DayField(label=_("Under warranty until"), required=False)

    def __init__(self, *args: Any, client: Client, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["site"].queryset = Site.objects.filter(client=client).order_by("name")  # type: ignore[attr-defined]
        people = Person.objects.filter(party_id=client.pk).order_by("name", "id")
        self.fields["user"].queryset = people  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Refuse a warranty that ended before the purchase."""
        found: dict[str, Any] = super().clean() or self.cleaned_data
        bought, until = found.get("bought_on"), found.get("warranty_until")
        if bought and until and until < bought:
            self.add_error("warranty_until", _("That is before it was bought."))
        return found
