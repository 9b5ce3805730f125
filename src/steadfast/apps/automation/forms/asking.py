"""A request form as somebody fills it in: its fields are the questions that a lead wrote."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from steadfast.apps.automation.models import ServiceForm
from steadfast.apps.automation.queries import forms as service_forms
from steadfast.apps.clients.models import Client
from steadfast.domain.automation.questions import Question
from steadfast.foundation.acts import TOO_LONG
from steadfast.foundation.days import DayField

LONGEST = {"text": 300, "long text": 10_000}
WANTED = {"required": gettext_lazy("Answer this first."), **TOO_LONG}
Choices = list[tuple[str, str]]


class AskForm(forms.Form):
    """`inside`: a member fills it in for the client, says for whom, and may choose among the client's devices."""

    key = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, form: ServiceForm, client: Client, inside: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = [(str(one.pk), one.name) for one in service_forms.people(client)]
        self.client, self.inside, self.asked = client, inside, service_forms.questions_of(form)
        if inside:
            self.fields["contact"] = _choice(
                _("Contact"), [("", _("nobody in particular")), *self.people], needed=False
            )
        for one in self.asked:
            self.fields[f"a_{one.key}"] = self._field(one)
        if form.needs_approval:
            self.fields["approver"] = _choice(_("Who approves it"), [("", _("Choose …")), *self.people], needed=True)
            self.fields["approver"].help_text = _("The ticket waits for their yes.")

    @property
    def questions(self) -> list[forms.BoundField]:
        """The fields of the questions, in order."""
        return [self[f"a_{one.key}"] for one in self.asked]

    def answers(self) -> dict[str, str]:
        """Return what was typed by the keys of the questions."""
        typed = self.cleaned_data
        return {one.key: "" if (said := typed[f"a_{one.key}"]) is None else str(said) for one in self.asked}

    def picked(self, name: str) -> int | None:
        """Return the person that one of the fields of people names."""
        said = self.cleaned_data.get(name)
        return int(said) if said else None

    def _field(self, one: Question) -> forms.Field:
        told: dict[str, Any] = {"label": one.label, "help_text": one.help, "required": one.required}
        if one.type == "date":
            return DayField(error_messages=WANTED, **told)
        if one.type == "choice":
            return _choice(one.label, [("", _("Choose …")), *((c, c) for c in one.choices)], one.help, one.required)
        if one.type == "person":
            return _choice(one.label, [("", _("Choose …")), *self.people], one.help, one.required)
        if one.type == "device" and self.inside:
            rows = [(str(device.pk), device.name) for device in service_forms.devices(self.client)]
            return _choice(one.label, [("", _("Choose …")), *rows], one.help, one.required)
        area = forms.Textarea(attrs={"rows": 4}) if one.type == "long text" else forms.TextInput()
        return forms.CharField(max_length=LONGEST.get(one.type, 300), widget=area, error_messages=WANTED, **told)


def _choice(label: str, choices: Choices, hint: str = "", needed: bool = True) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, help_text=hint, required=needed, error_messages=WANTED)
