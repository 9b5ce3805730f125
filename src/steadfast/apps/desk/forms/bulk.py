"""What a bulk change does: the act and what it needs. The settings that it gives are plain JSON."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from steadfast.apps.commitments.queries.offers import Choices
from steadfast.apps.desk.forms.composer import LONGEST_TEXT, WANTED
from steadfast.domain.service_level.priority import IMPACTS, URGENCIES
from steadfast.foundation.acts import TOO_LONG, ActForm
from steadfast.foundation.local_moment import LocalMoment

LABELS = {
    "take": _("Take"),
    "offer": _("Hand over"),
    "priority": _("Change the priority"),
    "reply": _("Reply"),
    "note": _("Note inside"),
    "wait": _("Wait for the client"),
    "resolve": _("Resolve"),
    "close": _("Close"),
}
DONE = {
    "take": _("Taken"),
    "offer": _("Offered"),
    "priority": _("Priority changed"),
    "reply": _("Replied"),
    "note": _("Noted"),
    "wait": _("Waiting"),
    "resolve": _("Resolved"),
    "close": _("Closed"),
}
FIELDS: Mapping[str, tuple[str, ...]] = {
    "take": (),
    "offer": ("offer_to", "why"),
    "priority": ("impact", "urgency", "reason_text"),
    "reply": ("text",),
    "note": ("text",),
    "wait": ("words", "expires_at"),
    "resolve": ("text",),
    "close": (),
}


class BulkForm(ActForm):
    """One act's fields; the template draws them from `shown`."""

    NEEDS = {**FIELDS, "resolve": ()}
    WANTED = {**WANTED, "offer_to": _("Say to whom."), "why": _("Say why you hand it over.")}

    offer_to = forms.ChoiceField(label=_("To whom"), choices=[])
    why = forms.CharField(label=_("Why"), max_length=300, error_messages=TOO_LONG)
    impact = forms.TypedChoiceField(
        label=_("Who is hindered"), coerce=int, choices=[(level, _(words)) for level, words in IMPACTS.items()]
    )
    urgency = forms.TypedChoiceField(
        label=_("When is it needed"), coerce=int, choices=[(level, _(words)) for level, words in URGENCIES.items()]
    )
    reason_text = forms.CharField(label=_("Why"), max_length=300, error_messages=TOO_LONG)
    words = forms.CharField(label=_("What for"), max_length=300, error_messages=TOO_LONG)
    expires_at = LocalMoment(
        label=_("Until at the latest"), widget=forms.DateTimeInput(attrs={"type": "datetime-local"})
    )
    text = forms.CharField(
        label=_("Text"), max_length=LONGEST_TEXT, strip=False, error_messages=TOO_LONG, widget=forms.Textarea
    )

    def __init__(self, data: Any, *, act: str, choices: Choices | None, now: datetime, zone: str) -> None:
        super().__init__(data, act=act, now=now, zone=zone)
        self.act = act
        if choices:
            people = [(f"p{person.pk}", person.name) for person in choices["people"]]
            teams = [(f"t{team.pk}", team.name) for team in choices["teams"]]
            self.fields["offer_to"].choices = [("", _("Choose")), *people, *teams]  # type: ignore[attr-defined]
        for name in set(self.fields) - set(FIELDS[act]):
            del self.fields[name]

    def clean_text(self) -> str:
        """Refuse a text of spaces where one is needed."""
        text: str = self.cleaned_data["text"].replace("\0", "").rstrip()
        if self.fields["text"].required and not text.strip():
            raise forms.ValidationError(self.WANTED["text"])
        return text

    @property
    def settings(self) -> dict[str, Any]:
        """What the act needs, as JSON knows it."""
        said = dict(self.cleaned_data)
        if "expires_at" in said:
            said["expires_at"] = said["expires_at"].isoformat()
        if "offer_to" in said:
            chosen = said.pop("offer_to")
            said["person" if chosen[0] == "p" else "team"] = int(chosen[1:])
        return said
