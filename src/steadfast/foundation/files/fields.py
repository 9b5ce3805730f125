"""The field of files: several, each named with its fault. A browser forgets them when a form comes back."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from steadfast.foundation.files.arriving import LARGEST_FILE, MEGABYTE, MOST_FILES, ArrivedFile
from steadfast.foundation.files.store import Arrived


class ChooseFiles(forms.FileInput):
    allow_multiple_selected = True

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> list[ArrivedFile]:
        return list(files.getlist(name)) if hasattr(files, "getlist") else []


class FilesField(forms.Field):
    """Cleans to a list of files that lie on the disk; an error names the file, so that only it is chosen anew."""

    widget = ChooseFiles

    def clean(self, value: Any) -> list[Arrived]:
        given: list[ArrivedFile] = value or []
        faults = [_("%(name)s %(fault)s.") % {"name": file.name, "fault": file.fault} for file in given if file.fault]
        if len(given) > MOST_FILES:
            faults.append(_("At most %(most)s files go at once; these are %(all)s.") % limits(len(given)))
        if faults:
            raise forms.ValidationError(faults)
        return [file.arrived for file in given if file.arrived is not None]


def limits(chosen: int = 0) -> dict[str, int]:
    """Return what a form takes, for its words: most files, largest in MB."""
    return {"most": MOST_FILES, "megabytes": LARGEST_FILE // MEGABYTE, "all": chosen}


def again(files: Any, name: str = "attached") -> str:
    """Return which files to choose again, because a browser forgets them when a form comes back; "" for none."""
    given = [str(file.name) for file in files.getlist(name)] if files else []
    if not given:
        return ""
    words = ngettext("Choose the file again: %(names)s.", "Choose the files again: %(names)s.", len(given))
    return words % {"names": ", ".join(given)}
