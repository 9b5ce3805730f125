"""The form of the plan of backups: when, where, and how many are kept."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from steadfast.foundation.care import places
from steadfast.foundation.care.plan import Plan
from steadfast.foundation.care.refusal import Refused
from steadfast.foundation.care.retention import Keep

MOST = 400


class PlanForm(forms.Form):
    """What the environment says is shown and cannot be changed."""

    is_on = forms.BooleanField(label=_("Back up every day"), required=False)
    at = forms.TimeField(label=_("At"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    place = forms.CharField(
        label=_("Where"),
        required=False,
        max_length=500,
        help_text=_("A folder of the server, or s3://bucket/prefix. Empty: beside the database."),
    )
    daily = forms.IntegerField(label=_("Days"), min_value=1, max_value=MOST)
    weekly = forms.IntegerField(label=_("Weeks"), min_value=0, max_value=MOST)
    monthly = forms.IntegerField(label=_("Months"), min_value=0, max_value=MOST)

    PARTS = {"at": ("is_on", "at"), "to": ("place",), "keep": ("daily", "weekly", "monthly")}

    def __init__(self, *args: Any, fixed: frozenset[str], **options: Any) -> None:
        super().__init__(*args, **options)
        for part in fixed:
            for name in self.PARTS[part]:
                self.fields[name].disabled = True

    def clean_place(self) -> str:
        words = str(self.cleaned_data["place"]).strip()
        try:
            place = places.named(words)
            if isinstance(place, places.Folder):
                with place.writing():
                    pass
        except Refused as refused:
            raise forms.ValidationError(str(refused)) from None
        return words

    @property
    def keep(self) -> Keep:
        return Keep(*(self.cleaned_data[name] for name in self.PARTS["keep"]))


def initial(plan: Plan, at: Any, *, is_on: bool) -> dict[str, Any]:
    """Return what the form shows of a plan."""
    kept = {"daily": plan.keep.daily, "weekly": plan.keep.weekly, "monthly": plan.keep.monthly}
    return {"is_on": is_on, "at": plan.at or at, "place": plan.place, **kept}
