"""Forms of one's own account: the address that signs in, and a password where there was none."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class AddressForm(forms.Form):
    """The new address, twice: no mail proves it, and whoever mistypes it would not get in again."""

    email = forms.EmailField(
        label=_("New e-mail address"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
    again = forms.EmailField(
        label=_("Once more"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "off"})
    )

    def clean_email(self) -> str:
        """Return it in small letters, as accounts have it."""
        return str(self.cleaned_data["email"]).lower()

    def clean(self) -> dict[str, Any]:
        """Refuse two that differ."""
        first, again = self.cleaned_data.get("email"), self.cleaned_data.get("again")
        if first and again and first != again.lower():
            self.add_error("again", _("The two addresses differ."))
        return self.cleaned_data
