"""The form of a checklist: an item a line."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from steadfast.apps.automation.operations.checklists import Kept
from steadfast.domain.automation import lines
from steadfast.foundation.acts import TOO_LONG
from steadfast.foundation.seen import RememberingForm

LINES_HINT = gettext_lazy("One item a line. Put ! before what must be done before a ticket can be resolved.")
ON_NEW = [
    ("", gettext_lazy("nothing: by hand only")),
    ("any", gettext_lazy("every new ticket")),
    ("incident", gettext_lazy("new incidents")),
    ("request", gettext_lazy("new requests")),
]


class LinesField(forms.CharField):
    """Items, one a line; what is too long or too much is named."""

    def __init__(self, **kwargs: object) -> None:
        wanted = {"required": gettext_lazy("Write at least one item."), **TOO_LONG}
        area = forms.Textarea(attrs={"rows": 8})
        super().__init__(max_length=12_000, widget=area, error_messages=wanted, help_text=LINES_HINT, **kwargs)  # type: ignore[arg-type]

    def clean(self, value: object) -> str:
        text: str = super().clean(value).replace("\r\n", "\n").replace("\0", "")
        long = lines.too_long(text)
        if long:
            said = {"most": lines.LONGEST, "items": ", ".join(long)}
            raise forms.ValidationError(_("An item holds at most %(most)s characters: %(items)s") % said)
        if len(lines.read(text)) > lines.MOST:
            raise forms.ValidationError(_("A checklist holds at most %(most)s items.") % {"most": lines.MOST})
        if text.strip() and not lines.read(text):
            raise forms.ValidationError(_("Write at least one item."))
        return text


class ChecklistForm(RememberingForm):
    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=100,
        error_messages={"required": gettext_lazy("Give it a name."), **TOO_LONG},
    )
    lines = LinesField(label=gettext_lazy("Items"))
    on_new = forms.ChoiceField(label=gettext_lazy("Put it by itself on"), choices=ON_NEW, required=False)
    category = forms.CharField(
        label=gettext_lazy("only of the service"), max_length=100, required=False, error_messages=TOO_LONG
    )

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())

    def clean_category(self) -> str:
        return " ".join(self.cleaned_data["category"].split())

    def said(self) -> Kept:
        """Return what was typed as the operation wants it."""
        return Kept(**self.typed)


class ItemsForm(forms.Form):
    """Items that are typed for one ticket alone."""

    lines = LinesField(label=gettext_lazy("Items for this ticket alone"))
