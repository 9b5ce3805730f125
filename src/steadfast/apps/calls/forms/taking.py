"""The form of a call: what they said, on which ticket, and what we promised in the same breath."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from steadfast.apps.agreements import queries as agreements
from steadfast.apps.calls.operations import Taken
from steadfast.apps.commitments.queries import parties
from steadfast.apps.desk.models import Ticket
from steadfast.apps.identity.models import Person
from steadfast.domain.commitment.typed_promise import LONGEST, read
from steadfast.domain.service_level.priority import IMPACTS, URGENCIES
from steadfast.foundation.acts import TOO_LONG

LONGEST_TEXT = 50_000
WAYS = [("in", _("They called")), ("out", _("You called them")), ("walk-in", _("They walked in"))]


class TakingForm(forms.Form):
    key = forms.UUIDField(required=False, widget=forms.HiddenInput)
    call = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1, widget=forms.HiddenInput)
    way = forms.ChoiceField(label=_("How"), choices=WAYS, initial="in")
    ticket = forms.ChoiceField(label=_("Ticket"), required=False)
    title = forms.CharField(label=_("Title of the new ticket"), max_length=300, required=False, error_messages=TOO_LONG)
    text = forms.CharField(
        label=_("What they said"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 5, "autofocus": True}),
        error_messages=TOO_LONG,
    )
    promise = forms.CharField(
        label=_("I promise …"),
        required=False,
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"autocomplete": "off", "placeholder": _("send the offer by Friday 12:00")}),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=[("incident", _("incident")), ("request", _("request"))])
    impact = forms.TypedChoiceField(
        label=_("Who is hindered"), coerce=int, initial=3, choices=[(n, _(words)) for n, words in IMPACTS.items()]
    )
    urgency = forms.TypedChoiceField(
        label=_("When is it needed"), coerce=int, initial=2, choices=[(n, _(words)) for n, words in URGENCIES.items()]
    )

    def __init__(
        self, *args: Any, person: Person, tickets: Sequence[Ticket], now: datetime, zone: str, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.person, self.now, self.zone, self.due = person, now, ZoneInfo(zone), now
        for name in ("ticket", "title", "promise"):
            self.fields[name].none_has_words = True  # type: ignore[attr-defined]  # the label need not say "if any"
        offered = [(str(one.pk), f"{one.subject.label} {one.subject.title}"[:90]) for one in tickets]
        self.fields["ticket"].choices = [("", _("a new ticket")), *offered]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A new ticket needs a title, one that goes on needs words; a promise needs a time."""
        found: dict[str, Any] = super().clean() or self.cleaned_data
        if found.get("ticket"):
            if not found.get("text", "").strip():
                self.add_error("text", _("Write what they said."))
        elif not found.get("title", "").strip():
            self.add_error("title", _("Give the ticket a title."))
        if found.get("promise"):
            self._promise(found)
        return found

    def _promise(self, found: dict[str, Any]) -> None:
        calendar = parties.calendar_with(self.person.party, now=self.now)
        heard = read(found["promise"], now=self.now, zone=self.zone, hours=agreements.hours_of(calendar))
        if heard.trouble or heard.due_at is None:
            self.add_error("promise", heard.trouble or _("Say by when."))
        else:
            found["promise"], self.due = heard.what, heard.due_at

    def taken(self) -> Taken:
        """Return what was said and done."""
        found = self.cleaned_data
        way = found["way"]
        return Taken(
            person=self.person,
            text=found["text"],
            way="walk-in" if way == "walk-in" else "phone",
            direction="out" if way == "out" else "in",
            ticket_id=int(found["ticket"]) if found["ticket"] else None,
            title=found["title"],
            kind=found["kind"],
            impact=found["impact"],
            urgency=found["urgency"],
            promise=found["promise"],
            promise_due=self.due if found["promise"] else None,
            call_id=found["call"],
        )
