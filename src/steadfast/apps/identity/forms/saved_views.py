"""A view of a list: its name, and who uses it."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from steadfast.apps.identity.models import Team
from steadfast.foundation.acts import TOO_LONG


class KeepForm(forms.Form):
    """What the page of a list sends; the template draws it."""

    list = forms.CharField(max_length=32)
    query = forms.CharField(max_length=4_000, required=False)
    name = forms.CharField(max_length=60, error_messages={"required": _("Give the view a name."), **TOO_LONG})
    everyone = forms.BooleanField(required=False)


class ViewForm(forms.Form):
    """Change one: `shared` is own, everyone, or a team as "t3"."""

    name = forms.CharField(label=_("Name"), max_length=60, error_messages={"required": _("Give the view a name.")})
    shared = forms.ChoiceField(label=_("Who uses it"), choices=[])
    order = forms.IntegerField(label=_("Place"), min_value=0, max_value=99, required=False)

    def __init__(self, data: Mapping[str, Any] | None, *, teams: Iterable[Team], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        circles = [("own", _("Only me")), ("everyone", _("Everyone")), *((f"t{team.pk}", team.name) for team in teams)]
        self.fields["shared"].choices = circles  # type: ignore[attr-defined]

    @property
    def circle(self) -> dict[str, Any]:
        """Who uses it, as the operation wants it."""
        chosen: str = self.cleaned_data["shared"]
        of_team = chosen.startswith("t")
        return {"shared": "team" if of_team else chosen, "team_id": int(chosen[1:]) if of_team else None}
