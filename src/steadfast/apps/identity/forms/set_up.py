"""The first page that a practice sees, and the one on which an invited member chooses a password."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from steadfast.apps.identity import zones
from steadfast.apps.identity.forms.fields import NewPasswordField, ZoneField, judge_password


class SetUpForm(forms.Form):
    practice = forms.CharField(label=_("Name of the practice"), max_length=200)
    zone = ZoneField(label=_("Time zone"), help_text=_("Your office hours and your months begin and end in it."))
    currency = forms.ChoiceField(
        label=_("Currency"), choices=[("", _("Choose a currency")), *((code, code) for code in zones.CURRENCIES)]
    )
    owner = forms.CharField(
        label=_("Your name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    email = forms.EmailField(
        label=_("Your e-mail address"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "username"})
    )
    password = NewPasswordField(label=_("A password for it"))

    def clean(self) -> dict[str, Any]:
        judge_password(self, self.cleaned_data.get("email", ""))
        return self.cleaned_data


class PasswordForm(forms.Form):
    """A password for the person whom the link names; pass their address as `email`."""

    password = NewPasswordField(label=_("Your new password"))

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean(self) -> dict[str, Any]:
        judge_password(self, self.email)
        return self.cleaned_data
