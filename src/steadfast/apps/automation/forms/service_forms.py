"""The form in which a lead writes a request form, and one line of it for each question."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from steadfast.apps.automation.forms.recurring import KINDS
from steadfast.apps.automation.models import ServiceForm
from steadfast.apps.automation.operations.forms import Kept
from steadfast.apps.automation.queries import checklists
from steadfast.apps.clients import queries as clients
from steadfast.apps.identity import queries as identity
from steadfast.domain.automation import questions
from steadfast.domain.automation.questions import Question
from steadfast.domain.service_level.priority import IMPACTS, URGENCIES
from steadfast.foundation.actor import Actor
from steadfast.foundation.acts import TOO_LONG
from steadfast.foundation.seen import RememberingForm

TYPES = [
    ("text", gettext_lazy("a line")),
    ("long text", gettext_lazy("several lines")),
    ("choice", gettext_lazy("one of these answers")),
    ("date", gettext_lazy("a day")),
    ("person", gettext_lazy("a person of the client")),
    ("device", gettext_lazy("a device of the client")),
]
MORE = 4  # empty lines for further questions


class ServiceFormForm(RememberingForm):
    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=100,
        help_text=gettext_lazy("As the client would say it: New starter."),
        error_messages={"required": gettext_lazy("Give it a name."), **TOO_LONG},
    )
    intro = forms.CharField(
        label=gettext_lazy("What to know before"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages=TOO_LONG,
    )
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=KINDS)
    category = forms.CharField(label=gettext_lazy("Service"), required=False, max_length=100, error_messages=TOO_LONG)
    impact = forms.TypedChoiceField(label=gettext_lazy("Who is hindered"), coerce=int, initial=3)
    urgency = forms.TypedChoiceField(label=gettext_lazy("When is it needed"), coerce=int, initial=3)
    team = forms.TypedChoiceField(label=gettext_lazy("Team"), coerce=int)
    checklist = forms.TypedChoiceField(label=gettext_lazy("Checklist"), required=False, coerce=int, empty_value=None)
    needs_approval = forms.BooleanField(
        label=gettext_lazy("A person of the client must approve it: the ticket waits for their yes"), required=False
    )
    clients = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Only for these clients"),
        required=False,
        coerce=int,
        widget=forms.SelectMultiple(attrs={"size": 5}),
        help_text=gettext_lazy("Choose none to offer it to all."),
    )
    offered = forms.BooleanField(label=gettext_lazy("Offer it"), required=False, initial=True)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        served = clients.visible_to(actor).filter(retired_at=None).order_by("name")
        teams = identity.teams().prefetch_related(None).select_related(None)
        kept = [(str(row.pk), row.name) for row in checklists.all_of_them()]
        choices = {
            "clients": [(str(row.pk), row.name) for row in served],
            "team": [(str(team.pk), team.name) for team in teams],
            "checklist": [("", _("only those that come by themselves")), *kept],
            "impact": [(str(level), _(words)) for level, words in IMPACTS.items()],
            "urgency": [(str(level), _(words)) for level, words in URGENCIES.items()],
        }
        for name, found in choices.items():
            self.fields[name].choices = found  # type: ignore[attr-defined]

    def said(self, asked: list[Question]) -> Kept:
        """Return what was typed as the operation wants it."""
        typed = self.typed
        columns = {**typed, "team_id": typed["team"], "checklist_id": typed["checklist"]}
        columns |= {name: " ".join(typed[name].split()) for name in ("name", "category")}
        return Kept(columns=columns, questions=asked, client_ids=typed["clients"], offered=typed["offered"])


class QuestionForm(forms.Form):
    """One question; a line without words is none."""

    key = forms.RegexField(r"^q\d{1,4}$", required=False, widget=forms.HiddenInput)
    label = forms.CharField(label=gettext_lazy("Question"), required=False, max_length=100, error_messages=TOO_LONG)
    type = forms.ChoiceField(label=gettext_lazy("Answered by"), choices=TYPES)
    choices = forms.CharField(
        label=gettext_lazy("Answers to choose from, with commas"),
        required=False,
        max_length=1_000,
        error_messages=TOO_LONG,
    )
    help = forms.CharField(label=gettext_lazy("Help"), required=False, max_length=200, error_messages=TOO_LONG)
    required = forms.BooleanField(label=gettext_lazy("must be answered"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.none_has_words = True  # type: ignore[attr-defined]  # "if any" on each would be noise

    def question(self) -> Question | None:
        """Return what was typed, none for an empty line."""
        typed = self.cleaned_data
        label = " ".join(typed["label"].split())
        if not label:
            return None
        parts = tuple(dict.fromkeys(part.strip() for part in typed["choices"].split(",") if part.strip()))
        chosen = parts if typed["type"] == "choice" else ()
        return Question(typed["key"], label, typed["type"], typed["required"], typed["help"], chosen)


def lines_of(row: ServiceForm | None, data: Any = None) -> list[QuestionForm]:
    """Return the lines of a form: those of its questions and some empty ones, or as many as were sent."""
    stored = [{**one, "choices": ", ".join(one["choices"])} for one in (row.fields if row else [])]
    count = len(stored) + MORE
    if data is not None:
        sent = str(data.get("lines", ""))
        count = min(int(sent), questions.MOST) if sent.isascii() and sent.isdecimal() and len(sent) < 4 else count
    first = [*stored, *({} for _ in range(count))]
    return [QuestionForm(data, prefix=f"l{n}", initial=first[n]) for n in range(count)]
