"""The form that tries a due time. It is sent by GET, so that a tried due time has an address."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from steadfast.apps.agreements import trial
from steadfast.domain.commitment import durations, typed
from steadfast.domain.commitment.clauses import Clauses
from steadfast.domain.language import say
from steadfast.domain.working_time import CalendarError, Hours, wall_time

OTHER = "other"
SHAPE = "%Y-%m-%dT%H:%M"
YEARS = range(1901, 2199)


class WallTimeField(forms.CharField):
    """A date and time on the wall of a zone; its value is a naive datetime."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"})

    def clean(self, value: Any) -> datetime:
        try:
            written = datetime.fromisoformat(super().clean(value)).replace(microsecond=0)
        except (ValueError, OverflowError):
            raise forms.ValidationError(say("Write a date and a time, such as 2026-03-30T16:00.")) from None
        if written.tzinfo is not None:
            raise forms.ValidationError(say("Write the time of the calendar's own zone, without an offset."))
        if written.year not in YEARS:
            raise forms.ValidationError(
                say("Choose a year from %(years)s to %(years_)s.", years=YEARS[0], years_=YEARS[-1])
            )
        return written


class DueTimeForm(forms.Form):
    """A start and a target on some hours; with clauses the target may be one of the agreement's promises."""

    start = WallTimeField(label=_("From"), max_length=40)
    promise = forms.ChoiceField(label=_("Promise"))
    target = forms.CharField(label=_("Target"), max_length=40, help_text=_("Open hours, such as 4 h 30 or 45 min."))

    _result: trial.Trial | None = None

    def __init__(self, data: Any, *, hours: Hours, clauses: Clauses | None = None, now: datetime) -> None:
        self.hours, self.clauses = hours, clauses
        self.zone = ZoneInfo(hours.zone)
        choices = _choices(clauses) if clauses else []
        super().__init__(data if "start" in data else self._example(choices, now))
        self._offer(choices)
        self.fields["start"].help_text = say("Time in %(zone)s.", zone=hours.zone)

    def _offer(self, choices: list[tuple[str, str]]) -> None:
        """Let one of the promises be chosen, or another target be written; without promises ask for the target."""
        field = self.fields["promise"]
        if isinstance(field, forms.ChoiceField) and choices:
            field.choices = [*choices, (OTHER, say("another target"))]
            self.fields["target"].label, self.fields["target"].required = say("Another target"), False
        else:
            del self.fields["promise"]

    def _example(self, choices: list[tuple[str, str]], now: datetime) -> dict[str, str]:
        """Return what stands in the form of who has not asked yet: the first promise, or 4 h, from now."""
        start = now.astimezone(self.zone).strftime(SHAPE)
        return {"start": start, "promise": choices[0][0]} if choices else {"start": start, "target": "4 h"}

    @property
    def result(self) -> trial.Trial | None:
        """The due time that was tried, None while a field is wrong."""
        return self._result if self.is_valid() else None

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        target_s = self._target(data)
        if target_s is not None and "start" in data:
            self._try(wall_time.read(data["start"], self.zone), target_s)
        return data

    def _target(self, data: dict[str, Any]) -> int | None:
        """Return the working seconds that are asked for; what is written goes before what is chosen."""
        if data.get("target"):
            return self._typed(data["target"])
        kind, _, priority = data.get("promise", "").rpartition(":")
        if kind and self.clauses:
            return self.clauses.kinds[kind].targets[priority]
        if data.get("promise") == OTHER and "target" in data:
            self.add_error("target", say("Write how long, such as 4 h 30 or 45 min."))
        return None

    def _typed(self, words: str) -> int | None:
        try:
            return typed.seconds(words)
        except typed.DurationError as error:
            self.add_error("target", str(error))
            return None

    def _try(self, start: wall_time.WallTime, target_s: int) -> None:
        try:
            self._result = trial.run(self.hours, start, target_s)
        except CalendarError as error:
            self.add_error("start" if error.field == "instant" else "target", f"{error.message.capitalize()}.")


def _choices(clauses: Clauses) -> list[tuple[str, str]]:
    """Return every promise of an agreement as a choice: ("resolution:P2", "resolution P2, 8 h")."""
    return [
        (f"{kind}:{priority}", f"{say(kind)} {priority}, {durations.working(seconds)}")
        for kind, clause in clauses.kinds.items()
        for priority, seconds in sorted(clause.targets.items())
    ]
