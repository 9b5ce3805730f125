"""The form of a new ticket. The client is chosen first, so that contacts and sites can be theirs without a script."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from steadfast.apps.clients.models import Client
from steadfast.apps.desk.forms.composer import LONGEST_TEXT
from steadfast.apps.desk.operations import Opening
from steadfast.apps.desk.queries.nameable import Named, nameable
from steadfast.domain.language import say
from steadfast.domain.service_level.priority import IMPACTS, URGENCIES
from steadfast.foundation.acts import TOO_LONG
from steadfast.foundation.files.fields import ChooseFiles, FilesField, again

CHANNELS = [
    ("phone", _("phone")),
    ("mail", _("mail")),
    ("portal", _("portal")),
    ("visit", _("on site")),
    ("we noticed", _("we noticed")),
]


class OpeningForm(forms.Form):
    key = forms.UUIDField(required=False, widget=forms.HiddenInput)
    follows = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1, widget=forms.HiddenInput)
    title = forms.CharField(
        label=_("Title"),
        max_length=300,
        widget=forms.TextInput(attrs={"autofocus": True}),
        help_text=_("One sentence, as the client would say it."),
        error_messages={"required": _("Give the ticket a title."), **TOO_LONG},
    )
    text = forms.CharField(
        label=_("What they said"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages=TOO_LONG,
    )
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=[("incident", _("incident: something broke")), ("request", _("request: something is wanted"))],
    )
    contact = forms.TypedChoiceField(label=_("Contact"), required=False, coerce=int, empty_value=None)
    site = forms.TypedChoiceField(label=_("Site"), required=False, coerce=int, empty_value=None)
    impact = forms.TypedChoiceField(
        label=_("Who is hindered"),
        coerce=int,
        choices=[(level, _(words)) for level, words in IMPACTS.items()],
        initial=3,
    )
    urgency = forms.TypedChoiceField(
        label=_("When is it needed"),
        coerce=int,
        choices=[(level, _(words)) for level, words in URGENCIES.items()],
        initial=2,
    )
    category = forms.CharField(
        label=_("Service"), required=False, max_length=100, help_text=_("What it is about, such as mail or backup.")
    )
    channel = forms.ChoiceField(label=_("How it came"), choices=CHANNELS)
    team = forms.TypedChoiceField(label=_("Team"), coerce=int)
    attached = FilesField(
        label=_("Files"),
        required=False,
        widget=ChooseFiles(attrs={"multiple": True}),
        help_text=_("At most 10 files, 25 MB each."),
    )

    def __init__(
        self, data: Mapping[str, Any] | None = None, files: Any = None, *, client: Client, **kwargs: Any
    ) -> None:
        super().__init__(data, files, **kwargs)
        self.client = client
        named = nameable(client)
        self._choose("contact", named.contacts, say("nobody in particular"))
        self.initial.setdefault("contact", named.contacts[0][0] if len(named.contacts) == 1 else "")
        self._choose("site", named.sites, say("no site in particular"))
        self._choose("team", named.teams, "")

    def _choose(self, name: str, rows: Iterable[Named], nobody: str) -> None:
        found = [(str(key), called) for key, called in rows]
        self.fields[name].choices = [("", nobody), *found] if nobody else found  # type: ignore[attr-defined]

    def opening(self, follows_id: int | None = None) -> Opening:
        """Return what was typed as the operation wants it."""
        said = self.cleaned_data
        return Opening(
            client_id=self.client.pk,
            title=" ".join(said["title"].split()),
            text=said["text"].strip(),
            kind=said["kind"],
            impact=said["impact"],
            urgency=said["urgency"],
            channel=said["channel"],
            category=" ".join(said["category"].split()),
            contact_id=said["contact"],
            site_id=said["site"],
            team_id=said["team"],
            follows_id=follows_id,
            files=said["attached"],
        )

    @property
    def choose_again(self) -> str:
        """Which files a browser has forgotten as this form came back."""
        return again(self.files) if self.is_bound else ""
