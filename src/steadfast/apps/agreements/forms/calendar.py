"""The form of a calendar: a zone, the hours of each weekday, and rows for the days unlike the week.

It holds what was typed until all of it is right; `act` adds, removes and fills rows without keeping anything.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from steadfast.apps.agreements import day_rows, hours_text, ical
from steadfast.apps.agreements.day_rows import Row
from steadfast.apps.agreements.forms.suggestion import SuggestionForm
from steadfast.apps.agreements.models import Calendar
from steadfast.apps.identity import zones
from steadfast.domain.language import say
from steadfast.domain.working_time import CalendarError, Hours
from steadfast.domain.working_time.notation import DAYS

BLANK = 3  # rows that "add" adds

type Body = Mapping[str, Any]
NEW: Body = {"timezone": "UTC", "weekly": {day: [["09:00", "17:00"]] for day in DAYS[:5]}}


class HoursField(forms.CharField):
    """The hours of a weekday; its value is [["09:00", "17:00"], …]."""

    def clean(self, value: Any) -> list[list[str]]:
        try:
            return hours_text.read(str(self.to_python(value)))
        except hours_text.HoursTextError as error:
            raise forms.ValidationError(str(error)) from None


class CalendarForm(forms.Form):
    """`base` is the body that is edited, `since` the first day whose rows are shown; earlier ones stay as they are."""

    use_required_attribute = False
    zone = forms.ChoiceField(label=_("Time zone"))
    base_no = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=10**6)

    def __init__(self, data: Any, *, base: Body, base_no: int, origins: Mapping[str, str], since: date) -> None:
        self.base, self.since = base, since
        weekly = base.get("weekly", {})
        initial = {day: hours_text.write(weekly.get(day, ())) for day in DAYS}
        super().__init__(data, initial={**initial, "zone": base["timezone"], "base_no": base_no})
        self.fields["zone"].choices = _zones(base["timezone"])  # type: ignore[attr-defined]
        for day, name in hours_text.WEEKDAYS.items():
            self.fields[day] = HoursField(label=say(name))  # nothing typed is an answer, too
        asks = data and data.get("act") == "suggest"
        self.suggestion = SuggestionForm(data if asks else None, since)
        self.rows = day_rows.typed(data) if data else day_rows.of_body(base, origins, since)
        self.blank: list[Row] = [] if self.rows else [Row()]
        self.ical_error = ""
        self.not_understood: list[str] = []

    @property
    def week(self) -> list[forms.BoundField]:
        return [self[day] for day in DAYS]

    @property
    def shown(self) -> list[Row]:
        """Return the rows of the page, the empty ones last."""
        return [*self.rows, *self.blank]

    @property
    def kinds(self) -> tuple[tuple[str, str], ...]:
        return tuple((kind, say(words)) for kind, words in day_rows.KINDS)

    @property
    def place(self) -> str:
        """Return the zone that was chosen, where that is one of the list, else the one that is edited."""
        chosen = self["zone"].value()
        return chosen if chosen in zones.places() else str(self.base["timezone"])

    def act(self, name: str) -> bool:
        """Do what a button of the rows says; False when the button is another one."""
        if name == "add":
            self.blank = [Row() for _ in range(BLANK)]
        elif name == "suggest":
            found = self.suggestion.suggestions()
            self.add_rows(Row("holiday", one.date.isoformat(), "", one.name[:100], one.origin) for one in found)
        elif name.startswith("remove-") and name[7:].isdecimal() and len(name) < 12:
            self.rows = [row for place, row in enumerate(self.rows) if place != int(name[7:])]
        else:
            return False
        return True

    def bring(self, name: str, content: bytes) -> None:
        """Fill in what an iCalendar file says: its days as further rows, its weekly hours instead of those here."""
        try:
            found = ical.read(content, zone=self.place, origin=name[:100])
        except ical.IcalError as error:
            self.ical_error = str(error)
            return
        said = {"zone": found.zone} if found.zone else {}
        if found.weekly:
            said |= {day: hours_text.write(found.weekly.get(day, ())) for day in DAYS}
        self.data, self.not_understood = {**{name: self.data[name] for name in self.data}, **said}, found.not_understood
        if not self.add_rows(found.rows) and not found.weekly:
            self.ical_error = say("The file holds no day that is not here already.")

    def add_rows(self, rows: Iterable[Row]) -> int:
        """Add rows of dates that do not stand here yet, in the order of dates; return how many."""
        known = {(row.what, row.date) for row in self.rows}
        yearly = {row.date[5:] for row in self.rows if row.what == "annual"}
        fresh = [row for row in rows if (row.what, row.date) not in known and not day_rows.is_yearly(row, yearly)]
        self.rows = sorted([*self.rows, *fresh], key=lambda row: (row.what != "annual", row.date))[: day_rows.MOST]
        return len(fresh)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        parts = day_rows.written(self.rows)
        if any(row.errors for row in self.rows):
            self.add_error(None, say("Some days need another look; they are marked below."))
        if not self.errors:
            self._compile(data, parts)
        return data

    def _compile(self, data: dict[str, Any], parts: day_rows.Body) -> None:
        weekly = {day: data[day] for day in DAYS if data[day]}
        body = _joined(day_rows.before(self.base, self.since), {"timezone": data["zone"], "weekly": weekly, **parts})
        try:
            data["body"] = Hours.from_dict(body).to_dict()
        except CalendarError as error:
            self.add_error("zone" if error.field.endswith("timezone") else None, f"{error.message.capitalize()}.")

    @property
    def origins(self) -> dict[str, str]:
        return day_rows.origins(self.rows)


class NewCalendarForm(CalendarForm):
    name = forms.CharField(label=_("Name"), max_length=100)

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if Calendar.objects.filter(name__iexact=name).exists():
            raise forms.ValidationError(say("There is a calendar %(name)s already.", name=name))
        return name


def _joined(past: Body, typed: Body) -> dict[str, Any]:
    """Return what was typed with the earlier dates that the form does not show."""
    dated = {part: {**past[part], **typed[part]} for part in (*day_rows.PARTS, "holiday_names")}
    return {**typed, **dated, "holidays": [*past["holidays"], *typed["holidays"]]}


def _zones(own: str) -> list[tuple[str, str]]:
    named = zones.places() if own in zones.places() else (own, *zones.places())
    return [(name, name.replace("_", " ")) for name in named]
