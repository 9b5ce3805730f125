"""What somebody types on the page of a commitment. Each act needs some of the fields."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from steadfast.apps.identity.models import Person
from steadfast.domain.language import say
from steadfast.foundation.acts import TOO_LONG, ActForm
from steadfast.foundation.local_moment import LocalMoment

LONGEST = 300
NEEDS: Mapping[str, tuple[str, ...]] = {
    "kept": (),
    "released": ("words",),
    "withdrawn": ("words",),
    "void": ("words",),
    "propose": ("to_due", "reason"),
    "record": ("to_due", "reason"),
    "answer": ("answer",),
}
WANTED: Mapping[str, Any] = {
    "words": _("Say it in a few words."),
    "to_due": _("Say which date."),
    "reason": _("Say why; the creditor reads it."),
    "answer": _("Press Yes or No."),
}


class Act(ActForm):
    NEEDS = NEEDS
    WANTED = WANTED

    version = forms.IntegerField(required=False, min_value=0, max_value=2**31)
    words = forms.CharField(max_length=LONGEST, error_messages=TOO_LONG)
    done_at = LocalMoment(ahead=False)
    to_due = LocalMoment()
    reason = forms.CharField(max_length=LONGEST, error_messages=TOO_LONG)
    person = forms.TypedChoiceField(coerce=int, empty_value=None)
    answer = forms.ChoiceField(choices=[("yes", _("Yes")), ("no", _("No"))])

    def __init__(
        self, data: Mapping[str, Any], *, act: str, people: Iterable[Person] = (), now: datetime, zone: str
    ) -> None:
        super().__init__(data, act=act, now=now, zone=zone)
        choices = [("", say("the one it is owed to")), *((str(person.pk), person.name) for person in people)]
        self.fields["person"].choices = choices  # type: ignore[attr-defined]
