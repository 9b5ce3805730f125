"""What is done about a client at risk, and by when."""

from datetime import datetime

from django import forms
from django.utils.translation import gettext_lazy as _

from steadfast.foundation.local_moment import LocalMoment


class ActionForm(forms.Form):
    what = forms.CharField(label=_("I promise"), max_length=200)
    due_at = LocalMoment(label=_("By"), widget=forms.DateTimeInput({"type": "datetime-local"}))

    def at(self, now: datetime, zone: str) -> "ActionForm":
        """Say when and where it is filled in."""
        field = self.fields["due_at"]
        assert isinstance(field, LocalMoment)
        field.at(now, zone)
        return self
