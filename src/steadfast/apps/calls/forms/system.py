"""The form of a telephone system, and that of one's own extension."""

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from steadfast.apps.identity.models import Team

PLAIN = {"autocomplete": "off", "spellcheck": "false"}


class SystemForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=100, widget=forms.TextInput(attrs=PLAIN))
    team = forms.ModelChoiceField(
        label=_("Who calls back"),
        queryset=Team.objects.none(),
        required=False,
        empty_label=_("the first team"),
        help_text=_("The duty owner of this team owes the call back."),
    )
    key = forms.CharField(
        label=_("Key of its signatures"),
        max_length=200,
        required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("Where it signs what it posts by HMAC-SHA256. It is sealed and never shown again."),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["team"].queryset = Team.objects.order_by("name")  # type: ignore[attr-defined]


class ExtensionForm(forms.Form):
    number = forms.CharField(
        label=_("Your extension"),
        max_length=20,
        required=False,
        validators=[RegexValidator(r"^[0-9A-Za-z*#+._-]+$", _("Digits and letters only."))],
        widget=forms.TextInput(attrs={**PLAIN, "size": 8}),
    )
