"""That somebody leaves: when, and for each group of what they answer for who takes it."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from steadfast.apps.identity import queries
from steadfast.apps.identity.forms.absences import MemberField
from steadfast.apps.identity.leavers import Group
from steadfast.apps.identity.models import Person
from steadfast.foundation.local_moment import LocalMoment


class LeavingForm(forms.Form):
    """`groups`: those of which there is something, with how much. A time is one of the leaving person's own zone."""

    rest = MemberField(
        label=_("Who takes whatever is not named below, and what comes up until then"),
        queryset=Person.objects.none(),
        empty_label=_("Choose a member"),
    )
    leaves_at = LocalMoment(
        label=_("When"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}),
    )

    def __init__(
        self, *args: Any, person: Person, groups: list[tuple[Group, int]], now: datetime, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        others = queries.working_members().exclude(pk=person.pk)
        self.fields["rest"].queryset = others  # type: ignore[attr-defined]
        when = self.fields["leaves_at"]
        when.help_text = _("By %(name)s’s clock (%(zone)s). Empty: now.") % {"name": person.name, "zone": person.zone}
        when.at(now, person.zone)  # type: ignore[attr-defined]
        self.groups = [(group, count) for group, count in groups if group.takes]
        for group, count in self.groups:
            label = _("%(what)s: %(n)s") % {"what": group.label, "n": count}
            self.fields[group.key] = MemberField(
                label=label, queryset=others, required=False, empty_label=_("the same person")
            )

    @property
    def takers(self) -> dict[str, int]:
        """The chosen persons by group."""
        keys = ["rest", *(group.key for group, _count in self.groups)]
        return {key: self.cleaned_data[key].pk for key in keys if self.cleaned_data.get(key)}

    def choices(self) -> list[Any]:
        """Return the fields of the groups, for the page."""
        return [self[group.key] for group, _count in self.groups]
