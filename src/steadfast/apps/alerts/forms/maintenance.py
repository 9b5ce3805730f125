"""The form of maintenance: what for, of whom, and from when to when in the zone of who plans it."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from steadfast.apps.alerts.models import AlertSource
from steadfast.apps.clients.models import Client, Device
from steadfast.foundation import moments
from steadfast.foundation.local_moment import LocalMoment, typed

PICKED = {"type": "datetime-local"}
LONGEST = timedelta(days=31)


class MaintenanceForm(forms.Form):
    what = forms.CharField(
        label=_("What is done"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    client = forms.ModelChoiceField(
        label=_("Client"), queryset=Client.objects.none(), required=False, empty_label=_("every client")
    )
    device = forms.CharField(
        label=_("Device"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_("Its name, such as SRV-01; none: all of the client."),
    )
    source = forms.ModelChoiceField(
        label=_("Source"), queryset=AlertSource.objects.none(), required=False, empty_label=_("every source")
    )
    starts_at = LocalMoment(label=_("From"), widget=forms.DateTimeInput(attrs=PICKED))
    ends_at = LocalMoment(label=_("Until"), widget=forms.DateTimeInput(attrs=PICKED))

    def __init__(self, *args: Any, now: datetime, zone: str, **kwargs: Any) -> None:
        there = moments.zone_of(zone)
        begins = now.replace(second=0, microsecond=0)
        initial = {"starts_at": typed(begins, there), "ends_at": typed(begins + timedelta(hours=2), there)}
        kwargs["initial"] = {**initial, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.now = now
        self.fields["client"].queryset = Client.objects.filter(retired_at=None).order_by("name")  # type: ignore[attr-defined]
        self.fields["source"].queryset = AlertSource.objects.order_by("name")  # type: ignore[attr-defined]
        for name, at in (("starts_at", now - timedelta(days=1)), ("ends_at", now)):
            field = self.fields[name]
            if isinstance(field, LocalMoment):
                field.at(at, zone)

    def clean(self) -> dict[str, Any]:
        """Refuse what covers nothing or everything, ends before it begins, or names a device that nobody knows."""
        found: dict[str, Any] = super().clean() or self.cleaned_data
        self._device(found)
        starts, ends = found.get("starts_at"), found.get("ends_at")
        if starts and ends and ends <= starts:
            self.add_error("ends_at", _("It has to end after it begins."))
        elif starts and ends and ends - starts > LONGEST:
            self.add_error("ends_at", _("That is longer than a month; nobody would hear of anything for so long."))
        if not self.errors and not any(found.get(name) for name in ("client", "device", "source")):
            self.add_error(None, _("Name a client, a device or a source."))
        return found

    def _device(self, found: dict[str, Any]) -> None:
        named, client = found.get("device"), found.get("client")
        if not named:
            found["device"] = None
            return
        rows = Device.objects.filter(name__iexact=named, retired_at=None)
        alike = list((rows.filter(client=client) if client else rows).order_by("pk")[:2])
        if not alike:
            self.add_error("device", _("No device in use is called that."))
        elif len(alike) > 1:
            self.add_error("device", _("Several devices are called that: choose the client, too."))
        else:
            found["device"], found["client"] = alike[0], client or alike[0].client
