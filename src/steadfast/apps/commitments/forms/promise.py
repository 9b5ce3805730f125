"""The line "I promise …", to whom, and what it is about; read back once before it is written."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from steadfast.domain.commitment.typed_promise import LONGEST
from steadfast.domain.language import say

SIDES = (("ours", _("We promise")), ("theirs", _("They promise")))


class Instant(forms.CharField):
    """An instant as a hidden field carries it: when the line was read back."""

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if not text:
            return None
        try:
            found = datetime.fromisoformat(text)
        except ValueError as error:
            raise forms.ValidationError(say("Read it again.")) from error
        if found.tzinfo is None:
            raise forms.ValidationError(say("Read it again."))
        return found


class PromiseForm(forms.Form):
    """`line` is kept whatever is wrong with it; an older reading (`said_at`) is used only to write what was shown."""

    line = forms.CharField(
        max_length=2_000,
        error_messages={
            "required": _("Say what is promised and by when."),
            "max_length": format_lazy(_("At most {longest} characters fit."), longest=LONGEST),
        },
    )
    to = forms.CharField(required=False, max_length=400)
    side = forms.ChoiceField(choices=SIDES, required=False)
    on = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1)
    said_at = Instant(required=False)
