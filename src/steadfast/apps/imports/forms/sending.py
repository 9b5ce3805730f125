"""The form that sends a file: which, what it holds, and by which mapping it is read if one is known."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from steadfast.apps.imports import kinds
from steadfast.apps.imports.mapping import known
from steadfast.foundation.files.arriving import ArrivedFile
from steadfast.foundation.files.store import Arrived

LARGEST = 1_000_000_000  # bytes: what the reading takes
FIND_OUT = ("", _("find out"))


class FindingOut(forms.ChoiceField):
    """A choice that the file itself can make."""

    none_has_words = True  # so that its label need not say "if any"


class SendingForm(forms.Form):
    """`file` comes by the upload handler, which names what is wrong with it."""

    file = forms.FileField(
        label=_("File"),
        allow_empty_file=True,
        max_length=255,
        help_text=_("CSV, Excel (.xlsx), XES or JSON lines; packed by gzip, bzip2 or xz, or not. At most 1 GB."),
    )
    kind = FindingOut(label=_("What it holds"), required=False)
    mapping = FindingOut(
        label=_("Mapping"), required=False, help_text=_("What its columns mean. You can look at it before it counts.")
    )

    def __init__(self, *args: Any, saved: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = [(kind.name, kind.label) for kind in kinds.all_kinds()]
        self.fields["kind"].choices = [FIND_OUT, *found]  # type: ignore[attr-defined]
        ours = [(f"ours {name}", name) for name in saved]
        comes = [(f"known {name}", name) for name in known()]
        choices = [FIND_OUT, *ours, *comes]
        self.fields["mapping"].choices = choices  # type: ignore[attr-defined]

    def clean_file(self) -> Arrived:
        """Return what arrived whole."""
        file = self.cleaned_data["file"]
        if not isinstance(file, ArrivedFile) or file.arrived is None:
            fault = file.fault if isinstance(file, ArrivedFile) else ""
            raise forms.ValidationError(_("This file %(fault)s.") % {"fault": fault or _("did not arrive")})
        return file.arrived
