"""By what one is woken, and the rules of waking."""

import secrets
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from steadfast.domain.language import say
from steadfast.domain.service_level.priority import PRIORITIES
from steadfast.foundation import outgoing


class WaysForm(forms.Form):
    """One way at least."""

    by_mail = forms.BooleanField(label=_("Wake me by mail"), required=False)
    by_gateway = forms.BooleanField(label=_("Wake me by a message to my phone"), required=False)

    def clean(self) -> dict[str, Any]:
        """Refuse no way at all."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if not (said.get("by_mail") or said.get("by_gateway")):
            raise forms.ValidationError(say("Leave one way by which you can be woken."))
        return said


class RulesForm(forms.Form):
    """What wakes, how long it waits for an answer, and the gateway of messages."""

    on = forms.BooleanField(label=_("Wake who is on call for what is urgent out of hours"), required=False)
    priorities = forms.MultipleChoiceField(
        label=_("Urgent is"), choices=[(name, name) for name in PRIORITIES], widget=forms.CheckboxSelectMultiple
    )
    patience = forms.IntegerField(label=_("Minutes until the next one is woken"), min_value=2, max_value=120)
    gateway = forms.URLField(
        label=_("Gateway of text messages"), required=False, assume_scheme="https", max_length=500,
        help_text=_("an https address that takes a webhook: to, text, url"),
    )  # fmt: skip
    secret = forms.CharField(
        label=_("Secret that signs it"), required=False, max_length=200, widget=forms.PasswordInput,
        help_text=_("empty: the one that is there, or a new one"),
    )  # fmt: skip

    def clean_gateway(self) -> str:
        """Refuse an address that this server may not ask."""
        url: str = self.cleaned_data["gateway"]
        if url:
            try:
                outgoing.require_good(url, loopback=outgoing.is_here(url))
            except outgoing.NotThere as error:
                raise forms.ValidationError(say("That address cannot be asked: %(why)s.", why=error)) from error
        return url

    @staticmethod
    def new_secret() -> str:
        """Return a secret for who typed none."""
        return secrets.token_urlsafe(24)
