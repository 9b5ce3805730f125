"""The forms on the preview of an amendment: to apply it, and to write down what a creditor answered."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from steadfast.apps.identity.models import Person

REACHES = (("open", _("open promises, too")), ("new", _("new work only")))


class ApplyForm(forms.Form):
    reason = forms.CharField(
        label=_("Why"),
        max_length=300,
        help_text=_("It stands on every promise that changes, and its creditors read it."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    reaches = forms.ChoiceField(label=_("It holds for"), choices=REACHES, initial="open", widget=forms.RadioSelect)


class AnswerForm(forms.Form):
    """A creditor's answer to longer times, with the words that prove it."""

    by = forms.ModelChoiceField(label=_("Who answered"), queryset=Person.objects.none(), empty_label=None)
    answer = forms.ChoiceField(label=_("They said"), choices=(("yes", _("yes")), ("no", _("no"))))
    words = forms.CharField(label=_("Their words, or where they said so"), max_length=300)

    def __init__(self, data: Any, creditor_id: int) -> None:
        super().__init__(data, auto_id=f"id_{creditor_id}_%s")
        people = Person.objects.filter(party=creditor_id, left_at=None).order_by("name")
        self.fields["by"].queryset = people  # type: ignore[attr-defined]
