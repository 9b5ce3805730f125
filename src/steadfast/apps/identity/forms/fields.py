"""Fields that several forms of identity ask for: a name, a zone, a new password."""

import unicodedata
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from steadfast.apps.identity import zones
from steadfast.apps.identity.models import User
from steadfast.domain.language import say

PASSWORD_HINT = _("Ten characters or more. Four words that do not belong together are good and easy to keep.")


class NameField(forms.CharField):
    """A name as one line: breaks become spaces, and no control character goes into lists, files and logs."""

    def to_python(self, value: Any) -> str:
        line = " ".join(str(super().to_python(value) or "").split())
        return "".join(letter for letter in line if unicodedata.category(letter) != "Cc")


class ZoneField(forms.ChoiceField):
    """A place whose clock to read; a browser that runs scripts proposes its own (zone.js)."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=_choices, **kwargs)
        self.widget.attrs["data-zone"] = ""


def _choices() -> list[tuple[str, str]]:
    return [("", say("Choose a place")), *((name, name.replace("_", " ")) for name in zones.places())]


class NewPasswordField(forms.CharField):
    """A password to be chosen, typed once; password managers offer to make one."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.PasswordInput(attrs={"autocomplete": "new-password"})
        super().__init__(strip=False, max_length=1000, widget=widget, help_text=PASSWORD_HINT, **kwargs)


def judge_password(form: forms.Form, email: str) -> None:
    """Put an error on the form's `password` when it is easily guessed, or close to the address."""
    password = form.cleaned_data.get("password")
    if password:
        try:
            validate_password(password, user=User(email=email))
        except forms.ValidationError as error:
            form.add_error("password", error)
