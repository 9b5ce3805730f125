"""Forms of second factors and passkeys. What a browser's ceremony gave is checked here, whatever shape it has."""

from typing import Any

from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, AuthenticateWebAuthnForm, LoginWebAuthnForm
from django import forms
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from steadfast.apps.identity.operations.factors import LONGEST_NAME

CODE_LIVES = 120  # seconds, longer than a code with the tolerance of the settings is good
NOT_DONE = _("The browser did not finish. Try again.")
ODD = (TypeError, ValueError, KeyError, AttributeError, IndexError, RecursionError)


class _Ceremony:
    """Turns whatever allauth and fido2 make of an odd credential into one sentence."""

    def full_clean(self) -> None:
        try:
            super().full_clean()  # type: ignore[misc]
        except ODD:
            self.cleaned_data: dict[str, Any] = {}
            self.add_error(None, NOT_DONE)  # type: ignore[attr-defined]


class PasskeyForm(_Ceremony, AddWebAuthnForm):  # type: ignore[misc]
    """A new passkey: always one that the device can find by itself and that asks for finger, face or PIN."""

    name = forms.CharField(label=_("Name"), max_length=LONGEST_NAME, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("passwordless", None)

    def clean(self) -> dict[str, Any]:
        self.cleaned_data["passwordless"] = True  # allauth then asks whether the person was verified
        found: dict[str, Any] = super().clean()
        if "credential" in found:
            found["credential"] = _essential(found["credential"])
        return found


class PasskeyNameForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=LONGEST_NAME)


class PasskeySignInForm(_Ceremony, LoginWebAuthnForm):  # type: ignore[misc]
    """A passkey instead of a password: it says by itself whose it is."""


class PasskeyStepForm(_Ceremony, AuthenticateWebAuthnForm):  # type: ignore[misc]
    """A passkey of somebody who is known: as the second step, or to prove it once more."""


class CodeForm(AuthenticateForm):  # type: ignore[misc]
    """A code of the app, good once, or a recovery code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _as_code(self, _("Code"), _("Six digits of the app, or a recovery code."))

    def clean_code(self) -> str:
        """Refuse an app's code that was used: allauth forgets it before it ends where clocks may differ."""
        code: str = super().clean_code()
        is_app = self.authenticator.type == Authenticator.Type.TOTP
        if is_app and not cache.add(f"used-code:{self.user.pk}:{''.join(code.split())}", True, CODE_LIVES):
            raise ValidationError(_("This code was used. Wait for the next one."))
        return code


class AppForm(ActivateTOTPForm):  # type: ignore[misc]
    """The first code of a new app shows that it took the key."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _as_code(self, _("Code that the app shows"), "")


class ConfirmForm(forms.Form):
    """The password once more."""

    password = forms.CharField(
        label=_("Password"),
        strip=False,
        max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


def _essential(credential: dict[str, Any]) -> dict[str, Any]:
    """Return what is kept of a credential that was checked: a browser may send more, and of any size."""
    answer = {name: credential["response"][name] for name in ("clientDataJSON", "attestationObject")}
    kept: dict[str, Any] = {name: credential[name] for name in ("id", "rawId", "type") if name in credential}
    return {**kept, "response": answer, "clientExtensionResults": {"credProps": {"rk": True}}}


def _as_code(form: Any, label: Any, hint: Any) -> None:
    field = form.fields["code"]
    field.label, field.help_text, field.max_length = label, hint, 20
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs.update(inputmode="numeric", autocomplete="one-time-code", autofocus=True, maxlength=20)
