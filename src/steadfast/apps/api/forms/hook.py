"""The form of a webhook: its address, what it is told, and of which client."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from steadfast.apps.api.hook_kinds import KINDS
from steadfast.apps.clients.models import Client
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.foundation.acts import TOO_LONG


class HookForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=80, error_messages=TOO_LONG)
    url = forms.CharField(
        label=_("Address"),
        max_length=500,
        help_text=_("It begins with https:// and answers 2xx when it has the message."),
        widget=forms.URLInput(attrs={"autocomplete": "off"}),
        error_messages=TOO_LONG,
    )
    kinds = forms.MultipleChoiceField(
        label=_("What it is told"), choices=list(KINDS.items()), widget=forms.CheckboxSelectMultiple
    )
    client = forms.ModelChoiceField(
        label=_("Only of"), queryset=Client.objects.none(), required=False, empty_label=_("all clients")
    )

    def __init__(self, data: Any = None, *, refuse: Any, **kwargs: Any) -> None:
        """`refuse` raises Refused for an address that is not to be asked."""
        super().__init__(data, **kwargs)
        self._refuse = refuse
        self.fields["client"].none_has_words = True  # type: ignore[attr-defined]  # the label need not say "if any"
        self.fields["client"].queryset = Client.objects.filter(retired_at=None).order_by("name")  # type: ignore[attr-defined]

    def clean_url(self) -> str:
        """Refuse an address where no program of another can be."""
        url: str = self.cleaned_data["url"].strip()
        try:
            self._refuse(url)
        except Refused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        return url
