"""The address that asks for a link, and how much an invited contact sees."""

from django import forms
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _


class AskForm(forms.Form):
    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "autofocus": True}),
        error_messages={"required": _("Type your address."), "invalid": _("Type an address such as you@company.com.")},
    )


class NextForm(forms.Form):
    """Where to go after a link signed in."""

    next = forms.CharField(required=False, max_length=500)

    def safe(self, host: str, *, secure: bool) -> str:
        """Return the wanted address where it lies on this host, else ""."""
        wanted = str(self.cleaned_data["next"]) if self.is_valid() else ""
        good = url_has_allowed_host_and_scheme(wanted, {host}, require_https=secure)
        return wanted if good and wanted.startswith("/") else ""


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
