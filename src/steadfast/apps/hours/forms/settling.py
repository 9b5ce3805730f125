"""Why time is billed or not, for lines of the month; and what an agreement says of it."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from steadfast.domain.hours.reasons import BLOCKS, OF_CLIENTS, REASONS, Terms
from steadfast.domain.language import say
from steadfast.foundation.days import DayField

MOST = 2_000  # entries at once


class SettlingForm(forms.Form):
    """`lines`: the keys of entries, "12,13", one text for each line that was ticked."""

    reason = forms.ChoiceField(label=_("Bill"), choices=[(key, REASONS[key].words) for key in OF_CLIENTS])
    why = forms.CharField(label=_("Why"), required=False, max_length=300)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = [(key, say(REASONS[key].words)) for key in OF_CLIENTS]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Read the keys of what was ticked."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        texts = [text for line in self.data.getlist("lines") for text in line.split(",")]  # type: ignore[attr-defined]
        if not all(text.isascii() and text.isdecimal() and len(text) < 16 for text in texts) or len(texts) > MOST:
            raise forms.ValidationError(say("That is no list of entries."))
        if not texts:
            raise forms.ValidationError(say("Tick first what it is about."))
        said["entries"] = [int(text) for text in texts]
        return said


class TermsForm(forms.Form):
    """What the fee of an agreement covers, and how the rest is billed."""

    incidents = forms.BooleanField(label=_("The fee covers incidents"), required=False)
    requests = forms.BooleanField(label=_("The fee covers requests"), required=False)
    block = forms.TypedChoiceField(
        label=_("Billed in blocks of"), coerce=int, choices=[(size, f"{size} min") for size in BLOCKS]
    )
    least = forms.IntegerField(
        label=_("At least, for one ticket on one day"), min_value=0, max_value=480, help_text=_("minutes; 0 for none")
    )
    first_day = DayField(label=_("From which day on"))

    @property
    def terms(self) -> Terms:
        """The terms that were typed."""
        said = self.cleaned_data
        covers = frozenset(kind for kind, field in (("incident", "incidents"), ("request", "requests")) if said[field])
        return Terms(covers, said["block"], said["least"])

    @property
    def from_day(self) -> date:
        """The first day of work that falls under them."""
        found: date = self.cleaned_data["first_day"]
        return found
