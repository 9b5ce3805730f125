"""A form that changes a row remembers what it showed. One that is out of date comes back (409), and nothing is lost.

form = TeamForm(sent(request), present=values)       the row's values, as the form shows them
change_team(team, seen=form.seen_then, ...)           the operation locks the row and calls `refuse_stale`
except Stale as stale: form.come_back(stale)          names what is otherwise now; pressing again then means it
{% include "stale.html" %}                            in the form, above its fields
"""

import json
from collections.abc import Mapping
from typing import Any

from django import forms

from steadfast.domain.language import say

LONGEST = 20_000


class Stale(Exception):
    """Somebody changed the row after the form was shown; nothing was written. `present`: its values now."""

    def __init__(self, present: Mapping[str, Any]) -> None:
        super().__init__("It was changed meanwhile.")
        self.present = present


def written(values: Mapping[str, Any]) -> str:
    """Return values as one text that is the same for the same values; keys of rows and lists of them as text."""
    plain = {name: sorted(map(str, v)) if isinstance(v, list | tuple) else str(v) for name, v in values.items()}
    return json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def refuse_stale(seen: str, present: Mapping[str, Any]) -> None:
    """Raise Stale where a form saw other values; one that saw none looked at nothing."""
    if seen and seen != written(present):
        raise Stale(present)


def _remembered(text: str) -> dict[str, Any]:
    """Return the values of a text that `written` made, none of one that somebody else did."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


class RememberingForm(forms.Form):
    """`present` are the values of the row by the names of the fields; without them it makes a new row."""

    seen = forms.CharField(required=False, max_length=LONGEST, strip=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, present: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        now = {**(present or {}), "seen": written(present) if present else ""}
        kwargs["initial"] = {**now, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.meanwhile: list[tuple[str, str]] = []

    @property
    def seen_then(self) -> str:
        """What the row looked like when this form was shown."""
        return str(self.cleaned_data["seen"])

    @property
    def typed(self) -> dict[str, Any]:
        """What was typed, by field."""
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}

    def come_back(self, stale: Stale) -> None:
        """Name what is otherwise now, and remember that this was seen."""
        before = _remembered(self.seen_then)
        now = json.loads(written(stale.present))
        self.meanwhile = [(self._label(name), self._words(name, v)) for name, v in now.items() if before.get(name) != v]
        data: Any = self.data
        self.data = data.copy()
        self.data[self.add_prefix("seen")] = written(stale.present)  # type: ignore[index]

    def _label(self, name: str) -> str:
        return str(self.fields[name].label or name.capitalize())

    def _words(self, name: str, value: str | list[str]) -> str:
        """Return a value as the form says it: of a choice the words."""
        choices = {str(key): str(words) for key, words in getattr(self.fields[name], "choices", ())}
        values = [value] if isinstance(value, str) else value
        return ", ".join(choices.get(one, one) for one in values) or say("nothing")
