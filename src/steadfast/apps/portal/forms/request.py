"""The form of a new request, in the words of who is hindered."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from steadfast.apps.clients import queries as clients
from steadfast.apps.clients.models import Client, Device
from steadfast.apps.desk.operations import Opening
from steadfast.apps.portal.forms.answer import LONGEST_TEXT
from steadfast.domain.language import say
from steadfast.foundation.acts import TOO_LONG
from steadfast.foundation.files.fields import ChooseFiles, FilesField, again

HINDERED = [(3, _("me alone")), (2, _("several of us")), (1, _("a whole site"))]
NEEDED = [(1, _("now: we cannot work")), (2, _("soon")), (3, _("it can wait"))]


class RequestForm(forms.Form):
    key = forms.UUIDField(required=False, widget=forms.HiddenInput)
    follows = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1, widget=forms.HiddenInput)
    title = forms.CharField(
        label=_("What is it about?"),
        max_length=300,
        help_text=_("One sentence, such as “The printer at the front desk prints blank pages”."),
        error_messages={"required": _("Say in one sentence what it is about."), **TOO_LONG},
    )
    text = forms.CharField(
        label=_("What else should we know?"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages=TOO_LONG,
    )
    kind = forms.ChoiceField(
        label=_("Is something broken?"),
        choices=[("incident", _("yes, it does not work as it should")), ("request", _("no, we would like something"))],
    )
    impact = forms.TypedChoiceField(label=_("Whom does it hinder?"), coerce=int, choices=HINDERED, initial=3)
    urgency = forms.TypedChoiceField(label=_("When do you need it?"), coerce=int, choices=NEEDED, initial=2)
    site = forms.TypedChoiceField(label=_("Where?"), required=False, coerce=int, empty_value=None)
    device = forms.TypedChoiceField(label=_("On which of your devices?"), required=False, coerce=int, empty_value=None)
    attached = FilesField(
        label=_("Files"),
        required=False,
        widget=ChooseFiles(attrs={"multiple": True}),
        help_text=_("At most 10 files, 25 MB each."),
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        files: Any = None,
        *,
        client: Client,
        devices: Sequence[Device] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(data, files, **kwargs)
        self.client = client
        sites = [(str(site.pk), site.name) for site in clients.sites_of(client)]
        self.fields["site"].choices = [("", say("no place in particular")), *sites]  # type: ignore[attr-defined]
        self.devices = {device.pk: device for device in devices}
        named = [(str(device.pk), device.name) for device in devices]
        self.fields["device"].choices = [("", say("on none of them")), *named]  # type: ignore[attr-defined]
        if not devices:
            del self.fields["device"]
        if len(sites) == 1:
            self.initial.setdefault("site", sites[0][0])

    def chosen(self) -> tuple[int, int, int | None]:
        """Return the impact, the urgency and the site that are chosen now; what is no choice counts as the first."""
        impact, urgency, site = (self._chosen(name) for name in ("impact", "urgency", "site"))
        return impact, urgency, site

    def _chosen(self, name: str) -> Any:
        field = self.fields[name]
        try:
            return field.clean(self[name].value())
        except ValidationError:
            return field.initial

    def opening(self, contact_id: int | None, follows_id: int | None = None) -> Opening:
        """Return what was typed as the desk wants it."""
        said = self.cleaned_data
        return Opening(
            client_id=self.client.pk,
            title=" ".join(said["title"].split()),
            text=self._text(),
            kind=said["kind"],
            impact=said["impact"],
            urgency=said["urgency"],
            channel="portal",
            contact_id=contact_id,
            site_id=said["site"],
            follows_id=follows_id,
            files=said["attached"],
        )

    def _text(self) -> str:
        """Return what was typed, with the device in a line before it."""
        typed = self.cleaned_data["text"].replace("\0", "").strip()
        device = self.devices.get(self.cleaned_data.get("device") or 0)
        about = f"Device: {device.name} ({device.subject.label})" if device else ""
        return "\n\n".join(part for part in (about, typed) if part)

    @property
    def choose_again(self) -> str:
        """Which files a browser has forgotten as this form came back."""
        return again(self.files) if self.is_bound else ""
