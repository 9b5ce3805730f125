"""What a contact writes on a ticket, and the date that they promise something for."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from steadfast.apps.desk.operations import Seen
from steadfast.foundation.acts import TOO_LONG
from steadfast.foundation.files.fields import ChooseFiles, FilesField, again
from steadfast.foundation.local_moment import LocalMoment

LONGEST_TEXT = 50_000  # as at the desk

GO_AHEAD = "Yes, go ahead."  # what one press says; data, so in English


class SeenForm(forms.Form):
    """A form of a ticket: which state of it the reader saw, and a key that makes two sendings one."""

    version = forms.IntegerField(required=False, min_value=0, max_value=2**31)
    key = forms.UUIDField(required=False)

    @property
    def seen(self) -> Seen:
        return Seen(version=self.cleaned_data.get("version"), key=self.cleaned_data.get("key"))


class AnswerForm(SeenForm):
    """Words and files; `ahead` is the button that says yes without a word."""

    text = forms.CharField(
        label=_("Your answer"),
        required=False,
        max_length=LONGEST_TEXT,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages=TOO_LONG,
    )
    attached = FilesField(label=_("Files"), required=False, widget=ChooseFiles(attrs={"multiple": True}))
    ahead = forms.BooleanField(required=False)
    more = forms.BooleanField(required=False)

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"].replace("\0", "")
        return text.rstrip() if text.strip() else ""

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        if typed.get("ahead"):
            typed["text"] = f"{GO_AHEAD}\n{typed['text']}".rstrip() if typed.get("text") else GO_AHEAD
        if not typed.get("text") and "text" not in self.errors:
            self.add_error("text", _("Write something first."))
        return typed

    @property
    def choose_again(self) -> str:
        """Which files a browser has forgotten as this form came back."""
        return again(self.files) if self.is_bound else ""


class DateForm(SeenForm):
    """By when they promise what we asked for."""

    yes_at = LocalMoment(error_messages={"required": _("Say by when.")})

    def __init__(self, *args: Any, now: datetime, zone: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        moment = self.fields["yes_at"]
        if isinstance(moment, LocalMoment):
            moment.at(now, zone)
