"""allauth's forms in our words; named in the setting ACCOUNT_FORMS, imported by allauth alone."""

from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm

from steadfast.apps.identity.forms.fields import PASSWORD_HINT


class SignInForm(LoginForm):  # type: ignore[misc]
    """E-mail address and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name(self, "login", "E-mail address")
        self.fields["login"].widget.attrs.update(autocomplete="username", autofocus=True)
        self.fields["login"].max_length = 254
        _name(self, "password", "Password")


class NewPasswordForm(ChangePasswordForm):  # type: ignore[misc]
    """The present password and the new one, typed once."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["password2"]
        _name(self, "oldpassword", "Present password")
        _name(self, "password1", "New password", PASSWORD_HINT)


def _name(form: Any, field: str, label: str, hint: str = "") -> None:
    form.fields[field].label = label
    form.fields[field].help_text = hint
    form.fields[field].widget.attrs.pop("placeholder", None)
