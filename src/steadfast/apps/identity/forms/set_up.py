"""The first page that a practice sees, and the one on which an invited member chooses a password."""

from typing import Any

from django import forms

from steadfast.apps.identity import zones
from steadfast.apps.identity.forms.fields import NewPasswordField, ZoneField, judge_password


class SetUpForm(forms.Form):
    practice = forms.CharField(label="Name of the practice", max_length=200)
    zone = ZoneField(label="Time zone", help_text="Your office hours and your months begin and end in it.")
    currency = forms.ChoiceField(
        label="Currency", choices=[("", "Choose a currency"), *((code, code) for code in zones.CURRENCIES)]
    )
    owner = forms.CharField(label="Your name", max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = forms.EmailField(
        label="Your e-mail address", max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "username"})
    )
    password = NewPasswordField(label="A password for it")

    def clean(self) -> dict[str, Any]:
        judge_password(self, self.cleaned_data.get("email", ""))
        return self.cleaned_data


class PasswordForm(forms.Form):
    """A password for the person whom the link names; pass their address as `email`."""

    password = NewPasswordField(label="Your new password")

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean(self) -> dict[str, Any]:
        judge_password(self, self.email)
        return self.cleaned_data
