"""What somebody types on the page of a commitment. Each act needs some of the fields."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django import forms

from steadfast.apps.identity.models import Person
from steadfast.foundation.local_moment import LocalMoment

LONGEST = 300
TOO_LONG = {"max_length": "At most %(limit_value)s characters fit; this has %(show_value)s."}
NEEDS: Mapping[str, tuple[str, ...]] = {
    "kept": (),
    "released": ("words",),
    "withdrawn": ("words",),
    "void": ("words",),
    "propose": ("to_due", "reason"),
    "record": ("to_due", "reason"),
    "answer": ("answer",),
}
WANTED: Mapping[str, str] = {
    "words": "Say it in a few words.",
    "to_due": "Say which date.",
    "reason": "Say why; the creditor reads it.",
    "answer": "Press Yes or No.",
}


class Act(forms.Form):
    """It reads what was sent and never draws itself; `act` names the pressed button."""

    version = forms.IntegerField(required=False, min_value=0, max_value=2**31)
    words = forms.CharField(max_length=LONGEST, error_messages=TOO_LONG)
    done_at = LocalMoment(ahead=False)
    to_due = LocalMoment()
    reason = forms.CharField(max_length=LONGEST, error_messages=TOO_LONG)
    person = forms.TypedChoiceField(coerce=int, empty_value=None)
    answer = forms.ChoiceField(choices=[("yes", "Yes"), ("no", "No")])

    def __init__(
        self, data: Mapping[str, Any], *, act: str, people: Iterable[Person] = (), now: datetime, zone: str
    ) -> None:
        super().__init__(data)
        needed = NEEDS.get(act, ())
        for name, field in self.fields.items():
            field.required = name in needed
            if name in WANTED:
                field.error_messages = {**field.error_messages, "required": WANTED[name]}
            if isinstance(field, LocalMoment):
                field.at(now, zone)
        choices = [("", "the one it is owed to"), *((str(person.pk), person.name) for person in people)]
        self.fields["person"].choices = choices  # type: ignore[attr-defined]
