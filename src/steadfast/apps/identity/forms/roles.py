"""A role of the practice's own: its name, and what it permits, ticked by area."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from steadfast.apps.identity.queries import roles
from steadfast.foundation.actor import Actor
from steadfast.foundation.seen import RememberingForm


class RoleForm(RememberingForm):
    """Only what the reader may do themselves can be ticked."""

    name = forms.CharField(label=_("Name"), max_length=60)
    permissions = forms.MultipleChoiceField(
        label=_("What it permits"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick what it permits.")},
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.areas = roles.areas(among=actor.permissions)
        lines = [line for area in self.areas for line in area.lines]
        self.fields["permissions"].choices = [(line.permission, line.words) for line in lines]  # type: ignore[attr-defined]

    def by_area(self) -> Iterator[tuple[str | Promise, list[Any]]]:
        """Yield each area with its boxes, for the page."""
        boxes = {str(box.data["value"]): box for box in self["permissions"]}
        for area in self.areas:
            yield area.title, [boxes[line.permission] for line in area.lines]
