"""allauth's forms in our words; named in the setting ACCOUNT_FORMS, imported by allauth alone."""

from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from steadfast.apps.identity import queries
from steadfast.apps.identity.forms.fields import PASSWORD_HINT


class SignInForm(LoginForm):  # type: ignore[misc]
    """E-mail address and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name(self, "login", _("E-mail address"))
        self.fields["login"].widget.attrs.update(autocomplete="username", autofocus=True)
        self.fields["login"].max_length = 254
        _name(self, "password", _("Password"))

    def clean(self) -> Any:
        """Say to a member whose password is right that the practice does not take passwords; to nobody else."""
        cleaned = super().clean()
        person = getattr(self.user, "person", None)
        if person is not None and not queries.takes_passwords(person):
            raise ValidationError(_("Your practice signs in by its provider or by a passkey, not by a password."))
        return cleaned


class NewPasswordForm(ChangePasswordForm):  # type: ignore[misc]
    """The present password and the new one, typed once."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["password2"]
        _name(self, "oldpassword", _("Present password"))
        _name(self, "password1", _("New password"), PASSWORD_HINT)


def _name(form: Any, field: str, label: Any, hint: Any = "") -> None:
    form.fields[field].label = label
    form.fields[field].help_text = hint
    form.fields[field].widget.attrs.pop("placeholder", None)
