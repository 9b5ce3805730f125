"""What to suggest holidays for: a country, a part of it, and the years."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from steadfast.apps.agreements import suggesting
from steadfast.apps.agreements.suggesting import Suggestion, SuggestionError


class SuggestionForm(forms.Form):
    """It stands inside the form of a calendar and is read only when its own button was pressed."""

    use_required_attribute = False
    country = forms.ChoiceField(label=_("Country"))
    subdivision = forms.CharField(
        label=_("Part of it"),
        required=False,
        max_length=60,
        help_text=_("Its name or code, such as ENG in the United Kingdom."),
    )
    first = forms.IntegerField(label=_("From year"))
    last = forms.IntegerField(label=_("To year"))

    def __init__(self, data: Any, today: date) -> None:
        super().__init__(data if data and "country" in data else None)
        self.fields["country"].choices = [("", "–"), *suggesting.countries()]  # type: ignore[attr-defined]
        self.fields["first"].initial, self.fields["last"].initial = today.year, today.year + 1

    def suggestions(self) -> list[Suggestion]:
        """Return what is suggested; nothing, with the mistake at its field, where something is missing."""
        if not self.is_valid():
            return []
        data = self.cleaned_data
        try:
            return suggesting.suggest(data["country"], data["subdivision"], data["first"], data["last"])
        except SuggestionError as error:
            self.add_error("last" if error.field == "years" else error.field, str(error))
            return []
