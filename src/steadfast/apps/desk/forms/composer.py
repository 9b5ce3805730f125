"""The composer of a ticket: one text, and what is to happen with it. Each act needs some of the fields."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from steadfast.apps.desk.operations import Seen
from steadfast.apps.desk.queries import canned
from steadfast.apps.identity.models import Person
from steadfast.domain.service_level.priority import IMPACTS, URGENCIES
from steadfast.foundation.acts import TOO_LONG, ActForm
from steadfast.foundation.files.fields import FilesField, again
from steadfast.foundation.local_moment import LocalMoment
from steadfast.foundation.spent import Spent

LONGEST_TEXT = 50_000
PUBLIC = ("reply", "wait", "resolve")  # acts that send the text to the client
WITH_FILES = (*PUBLIC, "note", "hear")
NEEDS: Mapping[str, tuple[str, ...]] = {
    "reply": ("text",),
    "note": ("text",),
    "wait": ("reason", "words", "expires_at"),
    "hear": ("text",),
    "promise": ("what",),  # its date is read from the words where none is given
    "yes": ("yes_at",),
    "supplier": ("yes_at",),
    "again": (),
    "resolve": (),
    "reopen": ("reason_text",),
    "priority": ("impact", "urgency", "reason_text"),
}
WANTED: Mapping[str, str | Promise] = {
    "text": _("Write something first."),
    "reason": _("Say for whom."),
    "words": _("Say what you wait for."),
    "expires_at": _("Say until when at the latest."),
    "what": _("Say what you promise."),
    "due_at": _("Say by when."),
    "yes_at": _("Say to which date they said yes."),
    "reason_text": _("Say why."),
    "impact": _("Say who is hindered."),
    "urgency": _("Say when it is needed."),
}


class Composer(ActForm):
    """The template draws it, much faster than widgets would."""

    NEEDS = NEEDS
    WANTED = WANTED

    version = forms.IntegerField(required=False, min_value=0, max_value=2**31)
    newest = forms.IntegerField(required=False, min_value=0, max_value=2**63 - 1)
    key = forms.UUIDField(required=False)
    text = forms.CharField(required=False, max_length=LONGEST_TEXT, strip=False, error_messages=TOO_LONG)
    next_update_at = LocalMoment(required=False)
    reason = forms.ChoiceField(choices=[("client", _("the client")), ("supplier", _("a supplier"))])
    words = forms.CharField(max_length=300, error_messages=TOO_LONG)
    on_person = forms.TypedChoiceField(required=False, coerce=int, empty_value=None)
    supplier = forms.CharField(max_length=200, error_messages=TOO_LONG)
    expires_at = LocalMoment()
    remind_at = LocalMoment()
    supplier_words = forms.CharField(max_length=300, error_messages=TOO_LONG)
    asked_words = forms.CharField(max_length=300, error_messages=TOO_LONG)
    what = forms.CharField(max_length=300, error_messages=TOO_LONG)
    visit = forms.BooleanField(required=False)
    due_at = LocalMoment()
    by_person = forms.TypedChoiceField(required=False, coerce=int, empty_value=None)
    how = forms.ChoiceField(
        required=False, choices=[("phone", _("by phone")), ("mail", _("by mail")), ("in person", _("in person"))]
    )
    answered = forms.BooleanField(required=False, initial=True)
    yes_at = LocalMoment()
    impact = forms.TypedChoiceField(coerce=int, choices=[(level, _(words)) for level, words in IMPACTS.items()])
    urgency = forms.TypedChoiceField(coerce=int, choices=[(level, _(words)) for level, words in URGENCIES.items()])
    reason_text = forms.CharField(max_length=300, error_messages=TOO_LONG)
    in_spite = forms.CharField(required=False, max_length=300, error_messages=TOO_LONG)
    canned = forms.CharField(required=False, max_length=20)
    spent = Spent(required=False)
    attached = FilesField(required=False)

    def __init__(
        self,
        data: Mapping[str, Any],
        *,
        act: str = "",
        people: Sequence[Person] = (),
        now: datetime,
        zone: str,
        **kwargs: Any,
    ) -> None:
        super().__init__(data, act=act, now=now, zone=zone, **kwargs)
        self.act = act
        choices = [("", gettext("the contact")), *((str(person.pk), person.name) for person in people)]
        for name in ("on_person", "by_person"):
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    unready = False  # whether something is still open that keeps it from being resolved
    heard = ""  # a promise as it was understood, to be confirmed

    def clean_text(self) -> str:
        """Refuse a text of spaces where one is needed; keep inner and leading spaces, they may be code."""
        text: str = self.cleaned_data["text"].replace("\0", "")
        if self.fields["text"].required and not text.strip():
            raise forms.ValidationError(str(WANTED["text"]))
        left = canned.unfilled(text) if self.act in PUBLIC else []
        if left:
            words = gettext("%(names)s was not filled in. Write what belongs there, or take it out.")
            raise forms.ValidationError(words % {"names": ", ".join(left)})
        return text.rstrip()

    def clean(self) -> dict[str, Any]:
        """Refuse files without words where the words are what the act says to the client."""
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        if self.act in WITH_FILES and typed.get("attached") and not typed.get("text") and "text" not in self.errors:
            self.add_error("text", gettext("Say something with the files."))
        return typed

    @property
    def choose_again(self) -> str:
        """Which files a browser has forgotten as this form came back."""
        return again(self.files)

    @property
    def seen(self) -> Seen:
        """The ticket as this form showed it."""
        return Seen(version=self.cleaned_data.get("version"), key=self.cleaned_data.get("key"))
