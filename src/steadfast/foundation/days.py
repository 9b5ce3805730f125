"""A day as a calendar of the browser picks it: 2026-11-24 on the wire, whatever the reader's language."""

from typing import Any

from django import forms

SHAPE = "%Y-%m-%d"


class DayField(forms.DateField):
    """The browser shows the day in the reader's form; any other text in `value` would leave its box empty."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(attrs={"type": "date"}, format=SHAPE)
        super().__init__(widget=widget, input_formats=[SHAPE], **kwargs)
