"""What the owner decides about signing in: who needs a second factor, passwords, and the providers."""

import re
from typing import Any

from django import forms
from django.core.validators import validate_domain_name
from django.utils.translation import gettext_lazy as _

from steadfast.apps.identity.models.sign_in import ALL, LEADERS, NOBODY
from steadfast.foundation import outgoing

REQUIRED = [
    (NOBODY, _("Nobody must")),
    (LEADERS, _("Owners and service managers")),
    (ALL, _("Every member")),
]
MOST_DOMAINS = 20


class RulesForm(forms.Form):
    second_factor = forms.ChoiceField(
        label=_("Who must have a second factor"),
        choices=REQUIRED,
        help_text=_("Who has none sets one up at the next sign-in, before anything else. A passkey is one, too."),
    )
    passwords = forms.BooleanField(label=_("Members may sign in by password"), required=False)


class ProviderForm(forms.Form):
    """A provider; `kept` is the issuer for which there is a client secret already, which no other issuer is sent."""

    name = forms.CharField(label=_("Name on the button"), max_length=60, help_text=_("Such as Microsoft or Google."))
    issuer = forms.CharField(
        label=_("Issuer"),
        max_length=255,
        help_text=_("The address by which the provider names itself, with https."),
        widget=forms.URLInput(attrs={"placeholder": "https://accounts.google.com", "spellcheck": "false"}),
    )
    client_id = forms.CharField(label=_("Client ID"), max_length=200)
    secret = forms.CharField(
        label=_("Client secret"),
        max_length=1000,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )
    domains = forms.CharField(
        label=_("Domains"),
        required=False,
        max_length=2000,
        help_text=_("Addresses that it may vouch for, such as harbor.example. None: any."),
    )

    def __init__(self, *args: Any, kept: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kept = kept
        if kept:
            self.fields["secret"].required = False
            self.fields["secret"].help_text = _("One is kept, sealed. Type a new one to replace it.")

    def clean_issuer(self) -> str:
        """Refuse an address that we would not ask."""
        issuer: str = self.cleaned_data["issuer"].strip()
        try:
            outgoing.require_good(issuer, loopback=outgoing.is_here(issuer))
        except outgoing.NotThere as error:
            raise forms.ValidationError(_("Steadfast asks no provider there. Write its https address.")) from error
        return issuer

    def clean(self) -> dict[str, Any]:
        """Ask for the client secret again where it would be sent to another address."""
        found: dict[str, Any] = super().clean() or {}
        if self.kept and found.get("issuer", self.kept) != self.kept and not found.get("secret"):
            self.add_error("secret", _("Type it again: it goes to another address now."))
        return found

    def clean_domains(self) -> list[str]:
        """Return the domains in small letters, each once."""
        found = [word.lower().lstrip("@") for word in re.split(r"[\s,;]+", self.cleaned_data["domains"]) if word]
        for domain in found:
            validate_domain_name(domain)
        return list(dict.fromkeys(found))[:MOST_DOMAINS]
