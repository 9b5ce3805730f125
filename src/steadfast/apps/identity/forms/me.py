"""What somebody sets about themselves."""

from django import forms

from steadfast.apps.identity.forms.fields import ZoneField
from steadfast.foundation.seen import RememberingForm


class ProfileForm(RememberingForm):
    name = forms.CharField(label="Name", max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    zone = ZoneField(label="Time zone", help_text="You read all times in it.")
