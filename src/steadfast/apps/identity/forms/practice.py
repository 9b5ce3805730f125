"""The form of the practice itself: how it is called, where its months begin and end, what it counts in."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from steadfast.apps.identity import zones
from steadfast.apps.identity.forms.fields import ZoneField

NUMBER = re.compile(r"\+?[0-9][0-9 ()./-]{2,}")


class PracticeForm(forms.Form):
    name = forms.CharField(label=_("Name of the practice"), max_length=200)
    zone = ZoneField(label=_("Time zone"), help_text=_("Your office hours and your months begin and end in it."))
    currency = forms.ChoiceField(label=_("Currency"), choices=[(code, code) for code in zones.CURRENCIES])
    phone = forms.CharField(
        label=_("Telephone"),
        max_length=40,
        required=False,
        help_text=_("A client who cannot work is asked in the portal to call it. Left empty, they are not."),
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )

    def clean_phone(self) -> str:
        typed = " ".join(str(self.cleaned_data["phone"]).split())
        if typed and not NUMBER.fullmatch(typed):
            raise forms.ValidationError(_("Type a number such as +44 20 7946 0018."))
        return typed
