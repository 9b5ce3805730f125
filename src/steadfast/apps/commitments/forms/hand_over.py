"""To whom something is offered, and why. One field names a person ("p7") or a team ("t2")."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from steadfast.apps.commitments.operations import To
from steadfast.apps.identity.models import Person, Team
from steadfast.domain.language import say
from steadfast.foundation.acts import TOO_LONG

LONGEST = 300


class HandOverForm(forms.Form):
    """It reads what was sent; the template draws it."""

    version = forms.IntegerField(required=False, min_value=0, max_value=2**31)
    offer_to = forms.ChoiceField(error_messages={"required": _("Say to whom."), "invalid_choice": _("Say to whom.")})
    why = forms.CharField(
        max_length=LONGEST,
        error_messages={"required": _("Say why you hand it over."), **TOO_LONG},
    )

    def __init__(
        self, data: Mapping[str, Any] | None, *, people: Sequence[Person], teams: Sequence[Team], permission: str
    ) -> None:
        super().__init__(data)
        self.permission = permission
        offered = [("", say("Choose")), *((f"p{person.pk}", person.name) for person in people)]
        self.fields["offer_to"].choices = [*offered, *((f"t{team.pk}", team.name) for team in teams)]  # type: ignore[attr-defined]

    @property
    def to(self) -> To:
        """Whom it names."""
        chosen: str = self.cleaned_data["offer_to"]
        key = int(chosen[1:])
        return To(key, None, self.permission) if chosen.startswith("p") else To(None, key, self.permission)
