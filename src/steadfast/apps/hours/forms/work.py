"""Work as somebody types it: on which day, how long, on what, with a note. "What" is a ticket, a client, or nothing."""

import re
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from steadfast.apps.clients import queries as clients
from steadfast.apps.clients.models import Client
from steadfast.apps.desk import queries as desk
from steadfast.apps.desk.models import Ticket
from steadfast.apps.hours.operations import Work
from steadfast.domain.language import say
from steadfast.foundation.actor import Actor
from steadfast.foundation.days import DayField
from steadfast.foundation.spent import Spent

NUMBER = re.compile(r"(?:[Tt]-?)?(\d{1,15})")


class WorkForm(forms.Form):
    """`actor` sees the tickets and clients that may be named; `today` is the latest day."""

    key = forms.UUIDField(required=False, widget=forms.HiddenInput)
    day = DayField(label=_("Day"))
    spent = Spent(label=_("How long"), help_text=_("15, 1:30 or 1 h 30"))
    of = forms.CharField(
        label=_("On what"), required=False, max_length=200, help_text=_("T-1042, a client, or nothing for inside")
    )
    note = forms.CharField(label=_("Note"), required=False, max_length=300)

    def __init__(self, *args: Any, actor: Actor, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor, self.today = actor, today
        self.fields["of"].widget.attrs |= {"list": "clients", "autocomplete": "off", "dir": "auto"}
        self.fields["spent"].widget.attrs |= {"autocomplete": "off", "data-key": "d"}

    def clean_day(self) -> date:
        """Refuse a day that lies ahead."""
        day: date = self.cleaned_data["day"]
        if day > self.today:
            raise forms.ValidationError(say("That day lies ahead; book what was worked."))
        return day

    def clean_of(self) -> Ticket | Client | None:
        """Return what is named, among what the actor sees."""
        text = self.cleaned_data["of"].strip()
        if not text:
            return None
        found = self._ticket(text) or clients.visible_to(self.actor).filter(name__iexact=text).first()
        if found is None:
            raise forms.ValidationError(say("No ticket and no client is called that."))
        return found

    def _ticket(self, text: str) -> Ticket | None:
        number = NUMBER.fullmatch(text)
        return desk.find(int(number[1]), self.actor) if number else None

    @property
    def work(self) -> Work:
        """What the form says."""
        said = self.cleaned_data
        of = said["of"]
        ticket, client = (of if isinstance(of, Ticket) else None), (of if isinstance(of, Client) else None)
        return Work(said["day"], said["spent"], ticket, client, said["note"])


class CorrectionForm(WorkForm):
    """The same with why it was wrong."""

    why = forms.CharField(label=_("Why"), max_length=300)


class WhyForm(forms.Form):
    """Why an entry is taken away."""

    why = forms.CharField(label=_("Why"), max_length=300)


class TicketWorkForm(forms.Form):
    """Time on a ticket that is at hand."""

    key = forms.UUIDField(required=False, widget=forms.HiddenInput)
    day = DayField(label=_("Day"))
    spent = Spent(label=_("How long"), help_text=_("15, 1:30 or 1 h 30"))
    note = forms.CharField(label=_("Note"), required=False, max_length=300)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    clean_day = WorkForm.clean_day


class ForgottenForm(forms.Form):
    """How long a forgotten clock really was."""

    spent = Spent(label=_("How long was it"), help_text=_("15, 1:30 or 1 h 30"))
    note = forms.CharField(label=_("Note"), required=False, max_length=300)
