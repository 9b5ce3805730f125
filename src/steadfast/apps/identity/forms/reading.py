"""How somebody reads pages: how close rows stand, and whether a letter alone presses something."""

from django import forms
from django.utils.translation import gettext_lazy as _

from steadfast.apps.identity.models.person import DENSITIES

WORDS = {"comfortable": _("Comfortable"), "compact": _("Compact, more rows on a screen")}


class ReadingForm(forms.Form):
    density = forms.ChoiceField(label=_("Rows of lists"), choices=[(name, WORDS[name]) for name in DENSITIES])
    letter_keys = forms.BooleanField(
        label=_("Letters alone are keys"),
        required=False,
        help_text=_("Such as j for the next row. Without them the keys with Ctrl go on working."),
    )
