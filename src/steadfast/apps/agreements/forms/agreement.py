"""The form of an agreement: targets of each kind by priority, what stops and pauses its clock, and the rules of all.

Durations are typed as people say them (4 h 30, 45 min); a priority left empty is promised nothing.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from steadfast.apps.agreements import words
from steadfast.apps.agreements.models import Calendar
from steadfast.domain.commitment import clauses, durations, typed
from steadfast.domain.commitment.clauses import ClauseError, Clauses
from steadfast.domain.language import say
from steadfast.foundation.days import DayField

KINDS = ("first response", "resolution")
PAUSES = (
    ("client", _("while we wait for the client")),
    ("supplier", _("while we wait for a supplier")),
    ("problem", _("while we wait for a known problem to be solved")),
    ("evidence", _("while we wait for evidence")),
    ("resolved", _("between resolving and reopening")),
)
STOPS = {"first response": "replied"}

type Body = Mapping[str, Any]


class DurationField(forms.CharField):
    """A duration in words; its value is whole seconds, or None where nothing is typed."""

    def __init__(self, *, days: bool = False, **options: Any) -> None:
        super().__init__(**{"max_length": 40, **options})
        self.read = typed.calendar_seconds if days else typed.seconds

    def clean(self, value: Any) -> int | None:
        text = super().clean(value)
        try:
            return self.read(text) if text else None
        except typed.DurationError as error:
            raise forms.ValidationError(str(error)) from None


@dataclass(frozen=True, slots=True)
class Section:
    """The fields of one kind of promise."""

    kind: str
    targets: list[forms.BoundField]
    stops: forms.BoundField
    pauses: forms.BoundField
    text: forms.BoundField


class AgreementForm(forms.Form):
    """`clauses` is what stands in it at first."""

    use_required_attribute = False
    base_no = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=10**6)
    calendar = forms.ModelChoiceField(label=_("Calendar"), queryset=Calendar.objects.none(), empty_label=None)
    warn = forms.DecimalField(
        label=_("Due soon from"), min_value=0, max_value=100, decimal_places=2, help_text=_("Percent of the target.")
    )
    confirmation = DurationField(
        label=_("Time to confirm"), days=True, required=False, help_text=_("After resolving, such as 5 days or 24 h.")
    )
    valid_from = DayField(
        label=_("In force from"),
        required=False,
        help_text=_("Without a date from its application on."),
    )

    ends_on = DayField(
        label=_("Runs until"),
        required=False,
        help_text=_("Its last day. Without one it has no end. A client whose agreement ends soon is at risk."),
    )
    notice_days = forms.IntegerField(
        label=_("Notice"),
        required=False,
        min_value=0,
        max_value=clauses.MOST_NOTICE,
        help_text=_("Days before the end at which either side may still end it."),
    )

    def __init__(self, data: Any, *, found: Clauses, calendar: Calendar | None, base_no: int = 0) -> None:
        self.found, self.kinds = found, (*KINDS, *(kind for kind in found.kinds if kind not in KINDS))
        self.priorities = words.priorities(found)
        initial = {
            "base_no": base_no,
            "calendar": calendar.pk if calendar else None,
            "warn": f"{found.warn_bp / 100:g}",
            "confirmation": _written(found.confirmation_s, days=True) if found.confirmation_s else "",
            "ends_on": found.ends_on,
            "notice_days": found.notice_days or None,
        }
        super().__init__(data, initial=initial)
        self.fields["calendar"].queryset = Calendar.objects.order_by("name")  # type: ignore[attr-defined]
        for place, kind in enumerate(self.kinds):
            self._add(place, kind)

    def _add(self, place: int, kind: str) -> None:
        clause = self.found.kinds.get(kind)
        for priority in self.priorities:
            seconds = clause.targets.get(priority) if clause else None
            written = _written(seconds) if seconds is not None else ""
            self.fields[f"target-{place}-{priority}"] = DurationField(label=priority, required=False, initial=written)
        stops = clause.stops if clause else STOPS.get(kind, "resolved")
        self.fields[f"stops-{place}"] = forms.ChoiceField(
            label=say("Done"), choices=[(key, say(told)) for key, told in words.STOPS.items()], initial=stops
        )
        self.fields[f"pauses-{place}"] = forms.MultipleChoiceField(
            label=say("Its clock stands still"),
            choices=PAUSES,
            required=False,
            initial=list(clause.pauses_on) if clause else [],
            widget=forms.CheckboxSelectMultiple,
        )
        self.fields[f"text-{place}"] = forms.CharField(
            label=say("Clause"), required=False, max_length=200, initial=clause.text if clause else ""
        )

    @property
    def sections(self) -> Iterator[Section]:
        for place, kind in enumerate(self.kinds):
            targets = [self[f"target-{place}-{priority}"] for priority in self.priorities]
            yield Section(kind, targets, self[f"stops-{place}"], self[f"pauses-{place}"], self[f"text-{place}"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self.errors:
            return data
        try:
            data["body"] = clauses.read(self._body(data)).body()
        except ClauseError as error:
            self.refuse(error)
        else:
            if not any(clause["targets"] for clause in data["body"]["kinds"].values()):
                self.add_error(None, say("It promises nothing; write at least one target."))
        return data

    def refuse(self, error: ClauseError) -> None:
        """Put what an operation refused at the field that it names."""
        kind, _, rest = error.field.partition(".")
        part, _, priority = rest.partition(".")
        place = self.kinds.index(kind) if kind in self.kinds else -1
        name = {"targets": f"target-{place}-{priority}", "stops": f"stops-{place}", "pauses_on": f"pauses-{place}"}
        field = name.get(part, {"warn_bp": "warn", "confirmation_s": "confirmation"}.get(kind, kind))
        self.add_error(field if field in self.fields else None, str(error).partition(": ")[2].capitalize() + ".")

    def _body(self, data: Mapping[str, Any]) -> Body:
        kinds = {}
        for place, kind in enumerate(self.kinds):
            targets = {p: s for p in self.priorities if (s := data[f"target-{place}-{p}"]) is not None}
            if targets or kind in self.found.kinds:
                kinds[kind] = {
                    "targets": targets,
                    "stops": data[f"stops-{place}"],
                    "pauses_on": data[f"pauses-{place}"],
                    "clause": data[f"text-{place}"],
                }
        body = {"kinds": kinds, "warn_bp": int(data["warn"] * 100), "confirmation_s": data["confirmation"] or 0}
        ends = {"ends_on": data["ends_on"].isoformat()} if data["ends_on"] else {}
        return {**body, **ends, "notice_days": data["notice_days"] or 0}


def _written(seconds: int, *, days: bool = False) -> str:
    """Return a duration as one types it, exactly: what is left as it was changes nothing."""
    if seconds % 60:
        return f"{seconds} s"
    return durations.calendar(seconds) if days and not seconds % durations.DAY else durations.working(seconds)
