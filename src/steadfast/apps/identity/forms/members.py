"""Members, their roles, and teams."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from steadfast.apps.identity import queries
from steadfast.apps.identity.forms.fields import ZoneField
from steadfast.apps.identity.models import Person, Team
from steadfast.apps.identity.models.role import MEMBER_ROLES
from steadfast.apps.identity.queries import people
from steadfast.apps.identity.queries.roles import own_roles
from steadfast.domain.language import opening, say
from steadfast.foundation.seen import RememberingForm

LONGEST_KEY = 18  # digits


def _choices() -> list[tuple[str, str]]:
    """Return the built-in roles, then the practice's own."""
    own = [(row.key, row.name) for row in own_roles()]
    return [*((role, opening(say(role))) for role in MEMBER_ROLES), *own]


class RolesForm(RememberingForm):
    roles = forms.MultipleChoiceField(
        label=_("Roles"),
        choices=_choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick a role.")},
    )


class MemberForm(RolesForm):
    name = forms.CharField(label=_("Name"), max_length=200)
    email = forms.EmailField(label=_("E-mail address"), max_length=254, help_text=_("They sign in with it."))
    zone = ZoneField(label=_("Time zone"), help_text=_("They read all times in it."))
    is_known = forms.TypedChoiceField(
        label=_("Named by an import"),
        choices=[
            ("yes", _("It is them: what was imported stays theirs")),
            ("no", _("Somebody else")),
        ],
        widget=forms.RadioSelect,
        required=False,
        coerce=lambda said: said == "yes",
        empty_value=None,
    )
    asks = False  # whether an import names somebody so

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        self.asks = people.named_by_import(data.get("name", "")).exists()
        if self.asks and data.get("is_known") is None:
            self.add_error("is_known", say("%(name)s is named by an import. Is it them?", name=data["name"]))
        data["is_known"] = bool(data.get("is_known"))
        return data


class MembersField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # has none at run time
    """Members by their numbers; a number that no key can hold is a wrong choice and never reaches the database."""

    def clean(self, value: Any) -> Any:
        if any(len(str(number)) > LONGEST_KEY for number in value or ()):
            raise forms.ValidationError(say("Choose members from the list."))
        return super().clean(value)


class TeamForm(RememberingForm):
    """A team; its duty owner is counted among its members."""

    name = forms.CharField(label=_("Name"), max_length=100)
    duty_owner = forms.ModelChoiceField(
        label=_("Duty owner"),
        queryset=Person.objects.none(),
        empty_label=_("Choose a member"),
        help_text=_("Answers for what nobody has accepted yet."),
    )
    members = MembersField(
        label=_("Members"), queryset=Person.objects.none(), widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, *args: Any, team: Team | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.team = team
        working = queries.working_members()
        for name in ("duty_owner", "members"):
            self.fields[name].queryset = working  # type: ignore[attr-defined]

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        others = Team.objects.filter(name__iexact=name).exclude(pk=self.team.pk if self.team else 0)
        if others.exists():
            raise forms.ValidationError(say("There is a team %(name)s already.", name=name))
        return name
