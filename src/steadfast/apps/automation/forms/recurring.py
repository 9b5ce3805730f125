"""The form of a recurring ticket: what it says, for whom, and when it comes."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from steadfast.apps.agreements.models import Calendar
from steadfast.apps.automation.operations.recurring import Kept
from steadfast.apps.automation.queries import checklists, recurring
from steadfast.apps.clients import queries as clients
from steadfast.apps.identity import queries as identity
from steadfast.domain.automation.recurrence import Pattern, instant
from steadfast.domain.service_level.priority import IMPACTS, URGENCIES
from steadfast.foundation.actor import Actor
from steadfast.foundation.acts import TOO_LONG
from steadfast.foundation.days import DayField
from steadfast.foundation.seen import RememberingForm

KINDS = [("request", gettext_lazy("request")), ("incident", gettext_lazy("incident"))]
UNITS = [
    ("week", gettext_lazy("by week, on these days")),
    ("month", gettext_lazy("by month, on a day of it")),
    ("last working day", gettext_lazy("by month, on its last working day")),
]
WEEKDAYS = [
    (0, gettext_lazy("Monday")),
    (1, gettext_lazy("Tuesday")),
    (2, gettext_lazy("Wednesday")),
    (3, gettext_lazy("Thursday")),
    (4, gettext_lazy("Friday")),
    (5, gettext_lazy("Saturday")),
    (6, gettext_lazy("Sunday")),
]
HOLIDAYS = [
    ("after", gettext_lazy("the next open day")),
    ("before", gettext_lazy("the open day before")),
    ("as is", gettext_lazy("that day all the same")),
]
AHEAD = 3  # dates that are shown


class RecurringForm(RememberingForm):
    title = forms.CharField(
        label=gettext_lazy("Title"),
        max_length=300,
        error_messages={"required": gettext_lazy("Give the ticket a title."), **TOO_LONG},
    )
    text = forms.CharField(
        label=gettext_lazy("Note inside the ticket"),
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages=TOO_LONG,
    )
    clients = forms.TypedMultipleChoiceField(
        label=gettext_lazy("For which clients, a ticket each"),
        coerce=int,
        widget=forms.SelectMultiple(attrs={"size": 6}),
        error_messages={"required": gettext_lazy("Choose at least one client.")},
    )
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=KINDS)
    category = forms.CharField(label=gettext_lazy("Service"), required=False, max_length=100, error_messages=TOO_LONG)
    impact = forms.TypedChoiceField(label=gettext_lazy("Who is hindered"), coerce=int, initial=3)
    urgency = forms.TypedChoiceField(label=gettext_lazy("When is it needed"), coerce=int, initial=3)
    team = forms.TypedChoiceField(label=gettext_lazy("Team"), coerce=int)
    checklist = forms.TypedChoiceField(label=gettext_lazy("Checklist"), required=False, coerce=int, empty_value=None)
    unit = forms.ChoiceField(label=gettext_lazy("It comes"), choices=UNITS)
    every = forms.IntegerField(
        label=gettext_lazy("every so many weeks or months"), min_value=1, max_value=60, initial=1
    )
    weekdays = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Days of the week"),
        required=False,
        coerce=int,
        choices=WEEKDAYS,
        widget=forms.CheckboxSelectMultiple,
    )
    monthday = forms.IntegerField(
        label=gettext_lazy("Day of the month"),
        required=False,
        min_value=1,
        max_value=31,
        initial=1,
        help_text=gettext_lazy("31 is the last day of every month."),
    )
    at = forms.TimeField(
        label=gettext_lazy("At"), initial="08:00", widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    calendar = forms.TypedChoiceField(
        label=gettext_lazy("Calendar"), coerce=int, help_text=gettext_lazy("Its zone counts, and its closed days.")
    )
    holiday = forms.ChoiceField(label=gettext_lazy("Where that day is closed, it comes"), choices=HOLIDAYS)
    begins = DayField(label=gettext_lazy("From"))
    ends = DayField(label=gettext_lazy("Until"), required=False)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        served = clients.visible_to(actor).filter(retired_at=None).order_by("name")
        teams = identity.teams().prefetch_related(None).select_related(None)
        kept = [(str(row.pk), row.name) for row in checklists.all_of_them()]
        self._choose("clients", [(str(row.pk), row.name) for row in served])
        self._choose("team", [(str(team.pk), team.name) for team in teams])
        self._choose("checklist", [("", _("only those that come by themselves")), *kept])
        self._choose("calendar", [(str(row.pk), row.name) for row in Calendar.objects.order_by("pk")])
        self._choose("impact", [(str(level), _(words)) for level, words in IMPACTS.items()])
        self._choose("urgency", [(str(level), _(words)) for level, words in URGENCIES.items()])

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Refuse days that could never be."""
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        if typed.get("unit") == "week" and not typed.get("weekdays"):
            self.add_error("weekdays", _("Choose at least one day of the week."))
        if typed.get("unit") == "month" and not typed.get("monthday") and "monthday" not in self.errors:
            self.add_error("monthday", _("Say on which day of the month."))
        if typed.get("begins") and typed.get("ends") and typed["ends"] < typed["begins"]:
            self.add_error("ends", _("It would end before it begins."))
        return typed

    def ahead(self, now: datetime) -> list[datetime]:
        """Return the next times that what was typed so far means, none where too little was."""
        typed = self.cleaned_data
        wanted = {"unit", "every", "at", "calendar", "holiday", "begins"}
        if wanted - typed.keys() or {"weekdays", "monthday", "ends"} & self.errors.keys():
            return []
        calendar, at = Calendar.objects.get(pk=typed["calendar"]), typed["at"]
        _opens, zone = recurring.on_calendar(calendar)
        found = recurring.next_days(self._pattern(), calendar, at, now, AHEAD)
        return [instant(day, at, zone) for day in found]

    def said(self) -> Kept:
        """Return what was typed as the operation wants it."""
        typed = self.typed
        at: time = typed["at"]
        keys = {f"{name}_id": typed[name] for name in ("team", "checklist", "calendar")}
        columns = {**typed, **keys, "at": at, "title": " ".join(typed["title"].split())}
        columns |= {"monthday": typed["monthday"] or 1, "category": " ".join(typed["category"].split())}
        return Kept(columns=columns, client_ids=typed["clients"])

    def _pattern(self) -> Pattern:
        typed = self.cleaned_data
        return Pattern(
            unit=typed["unit"],
            begins=typed["begins"],
            every=typed["every"],
            weekdays=frozenset(typed.get("weekdays", ())),
            monthday=typed.get("monthday") or 1,
            ends=typed.get("ends"),
            holiday=typed["holiday"],
        )
