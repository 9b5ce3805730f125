"""The forms of the first hour: office hours with the country's holidays, and the first client."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from steadfast.apps.agreements import starters, suggesting, words
from steadfast.apps.agreements.forms.calendar import HoursField
from steadfast.apps.agreements.hours_text import WEEKDAYS, write
from steadfast.apps.agreements.starters import Starter
from steadfast.apps.agreements.suggesting import Suggestion, SuggestionError
from steadfast.apps.identity import zones
from steadfast.domain.commitment import clauses
from steadfast.domain.commitment.clauses import Clauses
from steadfast.domain.language import say
from steadfast.domain.working_time import CalendarError, Hours
from steadfast.domain.working_time.notation import DAYS


class OfficeHoursForm(forms.Form):
    """Weekday hours as they are typed elsewhere (09:00–17:00), a country, and the holidays of it that are kept.

    `base` is the body of the calendar as it stands. The holidays offered are those of the country for this year and
    the next; each is a box that is ticked at first. A day counts as unticked only if its box was `shown` before.
    """

    use_required_attribute = False
    country = forms.ChoiceField(label=_("Holidays of"), required=False)
    part = forms.CharField(
        label=_("Part of it"),
        required=False,
        max_length=60,
        help_text=_("Its name or code, such as Bavaria or BY; or nothing."),
    )

    def __init__(self, data: Any, *, base: Mapping[str, Any], today: date, country: str = "", part: str = "") -> None:
        weekly = base.get("weekly", {})
        initial = {day: write(weekly.get(day, ())) for day in DAYS} | {"country": country, "part": part}
        super().__init__(data, initial=initial)
        self.base, self.today = base, today
        self.fields["country"].choices = [("", _("none")), *suggesting.countries()]  # type: ignore[attr-defined]
        for day, name in WEEKDAYS.items():
            self.fields[day] = HoursField(label=say(name))
        said = data or {"country": country, "part": part}
        self.offered = self._offered(str(said.get("country", "")), str(said.get("part", "")))
        self.ticked = _ticked(data, {one.date.isoformat() for one in self.offered})

    def _offered(self, country: str, part: str) -> list[Suggestion]:
        if not country:
            return []
        try:
            found = suggesting.suggest(country, part, self.today.year, self.today.year + 1)
        except SuggestionError as error:
            self.trouble = str(error)
            return []
        return [one for one in found if one.date >= self.today]

    trouble = ""  # why nothing can be suggested

    @property
    def week(self) -> list[forms.BoundField]:
        return [self[day] for day in DAYS]

    @property
    def boxes(self) -> list[tuple[Suggestion, bool]]:
        """Return each holiday with whether it is kept."""
        return [(one, one.date.isoformat() in self.ticked) for one in self.offered]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self.trouble:
            self.add_error("part", self.trouble)
        kept = [one for one in self.offered if one.date.isoformat() in self.ticked]
        if not self.errors:
            self._compile(data, kept)
        return data

    def _compile(self, data: dict[str, Any], kept: list[Suggestion]) -> None:
        days = {one.date.isoformat(): one for one in kept}
        body = dict(self.base) | {"weekly": {day: data[day] for day in DAYS if data[day]}}
        body["holidays"] = sorted({*self.base.get("holidays", ()), *days})
        body["holiday_names"] = {**self.base.get("holiday_names", {}), **{day: one.name for day, one in days.items()}}
        try:
            data["body"] = Hours.from_dict(body).to_dict()
        except CalendarError as error:
            self.add_error(None, f"{error.message.capitalize()}.")
        data["origins"] = {day: one.origin for day, one in days.items()}


def _ticked(data: Any, offered: set[str]) -> set[str]:
    """Return the days that are kept: what is ticked, and what the page had not shown yet, as after another country."""
    if not data:
        return offered
    unseen = offered.difference(data.getlist("shown")) if "shown" in data else set()
    return {*data.getlist("holiday"), *unseen}


class FirstClientForm(forms.Form):
    """A client, one person there, and by which agreement they are served."""

    name = forms.CharField(label=_("Client"), max_length=200)
    zone = forms.ChoiceField(label=_("Time zone"), help_text=_("Where their working day is."))
    contact = forms.CharField(label=_("Whom you talk to there"), max_length=200)
    email = forms.EmailField(label=_("E-mail"), required=False, max_length=254)
    phone = forms.CharField(label=_("Phone"), required=False, max_length=40)
    starter = forms.ChoiceField(label=_("Agreement"), required=False, widget=forms.RadioSelect)

    def __init__(self, data: Any, *, zone: str, everybodys: str, body: Mapping[str, Any]) -> None:
        super().__init__(data, initial={"zone": zone, "starter": "" if everybodys else "standard"})
        self.fields["zone"].choices = [(name, name.replace("_", " ")) for name in zones.places()]  # type: ignore[attr-defined]
        self.body = body  # of the agreement that holds for everybody
        own = [("", everybodys)] if everybodys else []
        self.fields["starter"].choices = [  # type: ignore[attr-defined]
            *own,
            *(
                (one.key, f"{one.name}: {one.words}")
                for one in starters.STARTERS
                if not (own and one.key == "standard")
            ),
        ]

    @property
    def offers(self) -> list[tuple[str, str, str, str, bool]]:
        """Return key, name, words and times of each agreement to choose, and whether it is the chosen one."""
        chosen, own = self["starter"].value() or "", self.fields["starter"].choices[0]  # type: ignore[attr-defined]
        known = {one.key: one for one in starters.STARTERS}
        rows = [] if own[0] else [("", own[1], "", _times(clauses.read(self.body)), not chosen)]
        for key, _words in self.fields["starter"].choices:  # type: ignore[attr-defined]
            if key:
                one = known[key]
                rows.append((key, str(one.name), str(one.words), _times(clauses.read(one.body)), key == chosen))
        return rows

    def clean_starter(self) -> Starter | None:
        key = self.cleaned_data["starter"]
        return starters.starter(key) if key else None


def _times(found: Clauses) -> str:
    """Return "first response 15 min to 8 h · resolution 4 h to 40 h": from the highest priority to the lowest."""
    return " · ".join(f"{_(clause.kind)} {words.spread(clause)}" for clause in found.kinds.values())
