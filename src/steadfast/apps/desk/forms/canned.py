"""The form of a canned reply; a variable that does not exist is named before anything is kept."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from steadfast.apps.desk.operations.canning import Canned
from steadfast.apps.desk.queries import canned
from steadfast.apps.identity import queries as identity
from steadfast.foundation.acts import TOO_LONG
from steadfast.foundation.seen import RememberingForm


class CannedForm(RememberingForm):
    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=80,
        help_text=gettext_lazy("What you type after the slash to find it."),
        error_messages={"required": gettext_lazy("Give it a name."), **TOO_LONG},
    )
    text = forms.CharField(
        label=gettext_lazy("Text"),
        max_length=10_000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": gettext_lazy("Write its words."), **TOO_LONG},
    )
    shared = forms.BooleanField(label=gettext_lazy("For everybody, not only for me"), required=False)
    team = forms.TypedChoiceField(
        label=gettext_lazy("Only on tickets of"), required=False, coerce=int, empty_value=None
    )

    def __init__(self, *args: Any, may_share: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        teams = identity.teams().prefetch_related(None).select_related(None)
        choices = [("", _("any team")), *((str(team.pk), team.name) for team in teams)]
        self.fields["team"].choices = choices  # type: ignore[attr-defined]
        if not may_share:
            del self.fields["shared"]

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"].replace("\r\n", "\n").strip()
        wrong = canned.unknown(text)
        if wrong:
            known = ", ".join(canned.written(name) for name in canned.VARIABLES)
            words = _("There is no such variable: %(names)s. There are %(known)s.")
            raise forms.ValidationError(words % {"names": ", ".join(wrong), "known": known})
        return text

    def said(self, person_id: int | None) -> Canned:
        """Return what was typed as the operation wants it."""
        typed = self.cleaned_data
        owner = None if typed.get("shared") else person_id
        return Canned(name=typed["name"], text=typed["text"], owner_id=owner, team_id=typed["team"])
