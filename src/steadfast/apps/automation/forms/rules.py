"""The form of a rule: each condition is a field, and what is left empty is not asked."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from steadfast.apps.agreements import queries as agreements
from steadfast.apps.automation.operations.rules.keeping import TYPED, Kept
from steadfast.apps.automation.queries import checklists
from steadfast.apps.clients import queries as clients
from steadfast.apps.identity import queries as identity
from steadfast.domain.automation import rules
from steadfast.domain.automation.rules import words
from steadfast.domain.language import say
from steadfast.domain.service_level.priority import IMPACTS, PRIORITIES, URGENCIES
from steadfast.foundation.actor import Actor
from steadfast.foundation.acts import TOO_LONG
from steadfast.foundation.seen import RememberingForm

MATCHES = [("all", gettext_lazy("all of this holds")), ("any", gettext_lazy("any of this holds"))]
KINDS = [
    ("", gettext_lazy("either")),
    ("incident", gettext_lazy("an incident")),
    ("request", gettext_lazy("a request")),
]
HOURS = [
    ("", gettext_lazy("at any time")),
    ("open", gettext_lazy("in open hours")),
    ("closed", gettext_lazy("outside open hours")),
]
WAYS = [
    ("phone", gettext_lazy("phone")),
    ("mail", gettext_lazy("mail")),
    ("portal", gettext_lazy("portal")),
    ("visit", gettext_lazy("on site")),
    ("we noticed", gettext_lazy("we noticed")),
    ("alert", gettext_lazy("alert")),
    ("plan", gettext_lazy("plan")),
]
SEVERAL = gettext_lazy("With commas between several.")


def several(label: Any, hint: Any) -> forms.CharField:
    """Return a field for words with commas between them."""
    return forms.CharField(label=label, help_text=hint, required=False, max_length=2_000, error_messages=TOO_LONG)


def chosen(label: Any, *, boxes: bool = False, coerce: Any = int) -> forms.TypedMultipleChoiceField:
    """Return a field to choose several of."""
    widget = forms.CheckboxSelectMultiple() if boxes else forms.SelectMultiple(attrs={"size": 4})
    return forms.TypedMultipleChoiceField(label=label, required=False, coerce=coerce, widget=widget)


def one(label: Any) -> forms.TypedChoiceField:
    """Return a field to choose one of, or none."""
    return forms.TypedChoiceField(label=label, required=False, coerce=int, empty_value=None)


class RuleForm(RememberingForm):
    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=100,
        error_messages={"required": gettext_lazy("Give it a name."), **TOO_LONG},
    )
    owner = forms.TypedChoiceField(
        label=gettext_lazy("Who answers for what it does"),
        coerce=int,
        help_text=gettext_lazy(
            "It does nothing that they could not do; a number beside Automation tells them when it stops by itself."
        ),
    )
    when = forms.ChoiceField(label=gettext_lazy("When"))
    open_hours = forms.IntegerField(
        label=gettext_lazy("How many open hours"),
        required=False,
        help_text=gettext_lazy(
            "Only of a promise that falls due, and of a ticket that nobody touches: hours in which the calendar of "
            "its agreement is open."
        ),
    )
    match = forms.ChoiceField(label=gettext_lazy("If"), choices=MATCHES)
    clients = chosen(gettext_lazy("Client"))
    agreements = chosen(gettext_lazy("Agreement"))
    teams = chosen(gettext_lazy("It is with the team"))
    channels = chosen(gettext_lazy("It came by"), boxes=True, coerce=str)
    priorities = chosen(gettext_lazy("Priority"), boxes=True, coerce=str)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=KINDS, required=False)
    categories = several(gettext_lazy("Service"), SEVERAL)
    words = several(
        gettext_lazy("Words in the title or text"),
        gettext_lazy("Whole words, in any case of their letters; one of them is enough. With commas between several."),
    )
    domains = several(
        gettext_lazy("Who writes is at"), gettext_lazy("What follows the @ of an address. With commas between several.")
    )
    untaken = forms.BooleanField(label=gettext_lazy("Nobody has taken it"), required=False)
    hours = forms.ChoiceField(label=gettext_lazy("It happens"), choices=HOURS, required=False)
    impact = one(gettext_lazy("Priority: who is hindered"))
    urgency = one(gettext_lazy("Priority: when is it needed"))
    team = one(gettext_lazy("Bring it to the team"))
    person = one(gettext_lazy("Offer it to"))
    checklist = one(gettext_lazy("Put on the checklist"))
    note = forms.CharField(
        label=gettext_lazy("Write inside"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Clients never see it. Who is named with @ is told."),
        error_messages=TOO_LONG,
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        served = clients.visible_to(actor).filter(retired_at=None).order_by("name").values_list("pk", "name")
        teams = _rows(identity.teams().prefetch_related(None).select_related(None).values_list("pk", "name"))
        agreed = agreements.visible_to(actor).order_by("name").values_list("pk", "name")
        nothing = [("", "–")]
        offered: dict[str, list[tuple[str, str]]] = {
            "owner": _rows(identity.members_with("automation.change").values_list("pk", "name")),
            "when": [(when, say(words.WHEN[when])) for when in rules.WHENS],
            "clients": _rows(served),
            "agreements": _rows(agreed),
            "teams": teams,
            "channels": [(key, str(label)) for key, label in WAYS],
            "priorities": [(priority, priority) for priority in PRIORITIES],
            "impact": nothing + [(str(level), _(label)) for level, label in IMPACTS.items()],
            "urgency": nothing + [(str(level), _(label)) for level, label in URGENCIES.items()],
            "team": nothing + teams,
            "person": nothing + _rows(identity.members_with("tickets.work").values_list("pk", "name")),
            "checklist": nothing + _rows(checklists.all_of_them().values_list("pk", "name")),
        }
        for name, choices in offered.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())

    def clean(self) -> dict[str, Any]:
        """Name what is wrong with the rule beside its field."""
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors:
            for fault in rules.faults(self.rule()):
                where = fault.field if fault.field in self.fields else None
                words_of = say(fault.why)
                self.add_error(where, _("%(why)s.") % {"why": words_of[:1].upper() + words_of[1:]})
        return typed

    def rule(self) -> rules.Rule:
        """Return what was typed as a rule."""
        typed = self.cleaned_data
        asked: dict[str, Any] = {
            name: tuple(typed[name]) for name in ("clients", "agreements", "teams", "channels", "priorities")
        }
        written: dict[str, Any] = {name: _several(typed[name]) for name in TYPED}
        single: dict[str, Any] = {name: typed[name] for name in ("kind", "hours", "untaken")}
        done = {name: typed[name] for name in ("impact", "urgency", "team", "person", "checklist")}
        return rules.Rule(
            when=typed["when"],
            open_hours=(typed["open_hours"] or 0) if typed["when"] in rules.TIMED else 0,
            match=typed["match"],
            asked=rules.Asked(**asked, **written, **single),
            done=rules.Done(**done, note=typed["note"].replace("\r\n", "\n").strip()),
        )

    def said(self) -> Kept:
        """Return what was typed as the operation wants it."""
        return Kept(name=self.cleaned_data["name"], owner_id=self.cleaned_data["owner"], rule=self.rule())


def _rows(rows: Any) -> list[tuple[str, str]]:
    return [(str(key), name) for key, name in rows]


def _several(text: str) -> tuple[str, ...]:
    words = (" ".join(word.split()) for word in text.split(","))
    return tuple(dict.fromkeys(word for word in words if word))
