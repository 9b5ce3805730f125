"""The address that asks for a link, and how much an invited contact sees."""

from django import forms
from django.utils.translation import gettext_lazy as _


class AskForm(forms.Form):
    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "autofocus": True}),
        error_messages={"required": _("Type your address."), "invalid": _("Type an address such as you@company.com.")},
    )


class SightForm(forms.Form):
    sees = forms.ChoiceField(
        label=_("What they see"),
        choices=[
            ("company", _("all tickets and promises of their company")),
            ("own", _("what they wrote themselves, and what is owed to them or by them")),
        ],
        widget=forms.RadioSelect,
    )

    @property
    def own_only(self) -> bool:
        return bool(self.cleaned_data["sees"] == "own")
