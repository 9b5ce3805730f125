"""How long something took, as people type it: 15, 1:30, 1 h 30."""

from typing import Any

from django import forms

from steadfast.domain.hours import typed
from steadfast.domain.language import say


class Spent(forms.CharField):
    """A field whose value is whole minutes, None where nothing was typed."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=20, **kwargs)

    def to_python(self, value: Any) -> Any:
        """Return the minutes."""
        text = super().to_python(value)
        if not text:
            return None
        try:
            return typed.read(text)
        except typed.NotADuration:
            raise forms.ValidationError(say("Say how long, such as 15 or 1:30.")) from None

    def run_validators(self, value: Any) -> None:
        """Nothing more is to be checked: the minutes are those of a day at most."""
