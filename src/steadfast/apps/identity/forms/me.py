"""What somebody sets about themselves."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from steadfast.apps.identity.forms.fields import NameField, ZoneField
from steadfast.foundation.seen import RememberingForm


class LanguageField(forms.ChoiceField):
    """A language of the program, or none of them: then the browser says which."""

    none_has_words = True  # so that its label need not say "if any"

    def __init__(self) -> None:
        choices = [("", _("As the browser asks")), *settings.LANGUAGES]
        super().__init__(label=_("Language"), required=False, choices=choices)


class ProfileForm(RememberingForm):
    name = NameField(label=_("Name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    zone = ZoneField(label=_("Time zone"), help_text=_("You read all times in it."))
    language = LanguageField()
