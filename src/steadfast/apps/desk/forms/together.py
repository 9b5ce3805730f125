"""Forms by which tickets come together or part: the other ticket by its number, and what is chosen of this one."""

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from steadfast.apps.desk import queries
from steadfast.apps.desk.models import Ticket
from steadfast.apps.desk.queries import links
from steadfast.foundation.actor import Actor
from steadfast.foundation.acts import TOO_LONG
from steadfast.foundation.addresses import number_of

NUMBER = re.compile(r"\s*(?:t-?)?(\d{1,18})(?:\s.*)?", re.IGNORECASE | re.DOTALL)


class OtherTicket(forms.Form):
    """Names another ticket, which the actor must see."""

    number = forms.CharField(
        label=gettext_lazy("Which ticket"),
        max_length=400,
        widget=forms.TextInput(attrs={"list": "tickets", "autocomplete": "off", "autofocus": True, "dir": "auto"}),
        help_text=gettext_lazy("Its number, such as T-1042."),
        error_messages={"required": gettext_lazy("Name a ticket by its number.")},
    )
    other: Ticket

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor

    def clean_number(self) -> str:
        text: str = self.cleaned_data["number"]
        match = NUMBER.fullmatch(text)
        number = number_of(match[1]) if match else None
        found = queries.find(number, self.actor) if number else None
        if found is None:
            raise forms.ValidationError(_("There is no such ticket."))
        self.other = found
        return text


class LinkForm(OtherTicket):
    kind = forms.ChoiceField(label=gettext_lazy("This ticket"), choices=links.choices)
    field_order = ("kind", "number")


class MergeForm(OtherTicket):
    """`version` and `other_version`: both tickets as the preview showed them."""

    version = forms.IntegerField(required=False, min_value=0, max_value=2**31)
    other_version = forms.IntegerField(required=False, min_value=0, max_value=2**31)


class SplitForm(forms.Form):
    key = forms.UUIDField(required=False, widget=forms.HiddenInput)
    version = forms.IntegerField(required=False, min_value=0, max_value=2**31, widget=forms.HiddenInput)
    title = forms.CharField(
        label=gettext_lazy("Title of the new ticket"),
        max_length=300,
        help_text=gettext_lazy("One sentence, as the client would say it."),
        error_messages={"required": gettext_lazy("Give the ticket a title."), **TOO_LONG},
    )
    contact = forms.TypedChoiceField(label=gettext_lazy("For whom"), required=False, coerce=int, empty_value=None)
    messages = forms.TypedMultipleChoiceField(
        coerce=int, error_messages={"required": gettext_lazy("Choose what was said.")}
    )

    def __init__(self, *args: Any, ticket: Ticket, message_ids: Iterable[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = [(str(person.pk), person.name) for person in queries.contacts_of(ticket)]
        self.fields["contact"].choices = [("", _("nobody in particular")), *people]  # type: ignore[attr-defined]
        self.fields["messages"].choices = [(str(key), "") for key in message_ids]  # type: ignore[attr-defined]
