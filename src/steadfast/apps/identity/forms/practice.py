"""The form of the practice itself: how it is called, where its months begin and end, what it counts in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from steadfast.apps.identity import zones
from steadfast.apps.identity.forms.fields import ZoneField


class PracticeForm(forms.Form):
    name = forms.CharField(label=_("Name of the practice"), max_length=200)
    zone = ZoneField(label=_("Time zone"), help_text=_("Your office hours and your months begin and end in it."))
    currency = forms.ChoiceField(label=_("Currency"), choices=[(code, code) for code in zones.CURRENCIES])
