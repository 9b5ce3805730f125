"""How somebody wants to be written to."""

from datetime import time

from django import forms
from django.utils.translation import gettext_lazy as _

from steadfast.apps.notices.models import MailChoice
from steadfast.domain.notices import Choice

WAYS = (
    ("at once", _("At once, at most every ten minutes")),
    ("hourly", _("What gathered within an hour")),
    ("morning", _("Once a day, in the morning")),
    ("never", _("Never by mail")),
)


class ChoiceForm(forms.Form):
    how = forms.ChoiceField(label=_("Mail me what I have not read"), choices=WAYS)
    quiet_from = forms.TimeField(label=_("Quiet from"), widget=forms.TimeInput({"type": "time"}, format="%H:%M"))
    quiet_until = forms.TimeField(
        label=_("until, when the morning begins"), widget=forms.TimeInput({"type": "time"}, format="%H:%M")
    )
    open_days = forms.BooleanField(label=_("no mail on days on which we are closed"), required=False)

    @classmethod
    def of(cls, row: MailChoice) -> "ChoiceForm":
        """Return the form that shows what holds now."""
        names = ("how", "quiet_from", "quiet_until", "open_days")
        return cls(initial={name: getattr(row, name) for name in names})

    def choice(self) -> Choice:
        """Return what was chosen."""
        said = self.cleaned_data
        start, end = (time(one.hour, one.minute) for one in (said["quiet_from"], said["quiet_until"]))
        return Choice(said["how"], start, end, said["open_days"])
