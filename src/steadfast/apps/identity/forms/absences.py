"""An absence, a deputy, and turns of duty. Members are chosen by their keys."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from steadfast.apps.identity import queries
from steadfast.apps.identity.forms.members import MembersField
from steadfast.apps.identity.models import Person
from steadfast.domain.language import say
from steadfast.foundation.days import DayField

LONGEST_KEY = 18  # digits


class MemberField(forms.ModelChoiceField):  # type: ignore[type-arg]  # has none at run time
    """One member by number; a number that no key can hold is a wrong choice and never reaches the database."""

    def to_python(self, value: Any) -> Any:
        if len(str(value or "")) > LONGEST_KEY:
            raise forms.ValidationError(say("Choose a member from the list."))
        return super().to_python(value)


class AbsenceForm(forms.Form):
    first = DayField(label=_("First day away"))
    last = DayField(label=_("Last day away"))
    kind = forms.ChoiceField(
        label=_("Why"),
        choices=[("holiday", pgettext_lazy("absence", "Holiday")), ("sick", _("Sick")), ("other", _("Other"))],
    )
    deputy = MemberField(
        label=_("Deputy"),
        queryset=Person.objects.none(),
        empty_label=_("Choose a member"),
        help_text=_("Answers for all open work from the first day on."),
    )
    note = forms.CharField(
        label=_("Note"), max_length=300, required=False, help_text=_("Only you and the leads read it.")
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["deputy"].queryset = queries.working_members().exclude(pk=person.pk)  # type: ignore[attr-defined]


class DeputyForm(forms.Form):
    deputy = MemberField(
        label=_("Deputy"),
        queryset=Person.objects.none(),
        required=False,
        empty_label=_("nobody in particular"),
        help_text=_("Offered first when an absence is planned."),
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["deputy"].queryset = queries.working_members().exclude(pk=person.pk)  # type: ignore[attr-defined]


class TimeField(forms.TimeField):
    """A wall time: 09:00."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"), **kwargs)


class TurnForm(forms.Form):
    """One turn from a day to a day, changing over at a wall time."""

    person = MemberField(label=_("Who"), queryset=Person.objects.none(), empty_label=_("Choose a member"))
    first = DayField(label=_("From"))
    last = DayField(label=_("Until"))
    at = TimeField(label=_("Changes over at"))

    def __init__(self, *args: Any, members: Sequence[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = queries.working_members().filter(pk__in=members)  # type: ignore[attr-defined]


class SeriesForm(forms.Form):
    """Turns of some weeks each, over the members one after the other."""

    members = MembersField(
        label=_("Who takes turns"), queryset=Person.objects.none(), widget=forms.CheckboxSelectMultiple
    )
    begins = DayField(label=_("First day"))
    at = TimeField(label=_("Changes over at"))
    weeks = forms.IntegerField(label=_("Weeks each"), min_value=1, max_value=12)
    count = forms.IntegerField(label=_("Turns in all"), min_value=1, max_value=52)

    def __init__(self, *args: Any, members: Sequence[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["members"].queryset = queries.working_members().filter(pk__in=members)  # type: ignore[attr-defined]
