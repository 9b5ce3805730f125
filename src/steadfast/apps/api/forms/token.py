"""The form of a new token: what it is for, what it may, and until when."""

from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from steadfast.apps.api.scopes import SCOPES
from steadfast.foundation.acts import TOO_LONG

LABEL = '{} <span class="no">{}</span>'  # what it may, and what programmers call it
DAYS = [("30", _("30 days")), ("90", _("90 days")), ("365", _("a year"))]


class TokenForm(forms.Form):
    name = forms.CharField(
        label=_("What it is for"),
        max_length=80,
        help_text=_("Such as “wallboard” or “nightly export”."),
        error_messages={"required": _("Say what it is for."), **TOO_LONG},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    scopes = forms.MultipleChoiceField(
        label=_("What it may"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick at least one thing that it may.")},
    )
    days = forms.TypedChoiceField(label=_("It ends after"), choices=DAYS, coerce=int, initial="90")

    def __init__(self, data: Any = None, *, permissions: frozenset[str]) -> None:
        """Offer the scopes of which the person has at least one permission themselves."""
        super().__init__(data)
        offered = [
            (name, format_html(LABEL, words, name)) for name, (words, held) in SCOPES.items() if held & permissions
        ]
        self.fields["scopes"].choices = offered  # type: ignore[attr-defined]
