"""The form that says what the words of a file mean: their statuses, priorities and kinds, one select for each word."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from steadfast.apps.imports.guessing.profile import Profile
from steadfast.apps.imports.kinds import Field
from steadfast.apps.imports.mapping import known

FLAGS = (("true", _("yes")), ("false", _("no")))
WAITS = "waiting "


@dataclass(frozen=True, slots=True)
class Table:
    """The words of one column; `many`: there are more than can be listed."""

    field: Field
    column: str
    inputs: list[tuple[str, forms.BoundField]]
    many: bool


class WordsForm(forms.Form):
    """`body` is the mapping so far; words that it knows and the file does not show stay in it."""

    def __init__(self, *args: Any, fields: tuple[Field, ...], profile: Profile, body: Mapping[str, Any], **more: Any):
        super().__init__(*args, **more)
        self.body, self.profile = dict(body), profile
        self.told = [(field, _words(field, profile, body)) for field in fields if _asks(field, body)]
        for field, words in self.told:
            told = _known(field, body)
            for place, word in enumerate(words):
                self.fields[f"v-{field.name}-{place}"] = forms.ChoiceField(
                    label=word,
                    required=False,
                    choices=[("", "–"), *(field.choices or FLAGS)],
                    initial=told.get(word, _same(field, word)),
                )

    def is_settled(self) -> bool:
        """Tell whether nobody needs to look: every word is ours already, or is known by a mapping that comes along."""
        shipped = self.body.get("name") in known()
        return all(words and all(self._settled(field, word, shipped) for word in words) for field, words in self.told)

    def _settled(self, field: Field, word: str, shipped: bool) -> bool:
        known_as = _known(field, self.body)
        return (bool(_same(field, word)) and known_as.get(word, _same(field, word)) == _same(field, word)) or (
            shipped and word in known_as
        )

    def as_it_stands(self) -> dict[str, str]:
        """Return what the form would send as it is shown."""
        return {bound.html_name: str(bound.initial or "") for bound in self}

    def tables(self) -> list[Table]:
        """Return the tables of the page."""
        return [
            Table(
                field,
                self.profile.chosen(self.body["columns"][field.name]),
                [(word, self[f"v-{field.name}-{place}"]) for place, word in enumerate(words)],
                not words,
            )
            for field, words in self.told
        ]

    def mapped(self) -> dict[str, Any]:
        """Return the body of the mapping with these words."""
        body = {**self.body, "values": dict(self.body.get("values", {}))}
        for field, words in self.told:
            said = {word: self.cleaned_data[f"v-{field.name}-{place}"] for place, word in enumerate(words)}
            chosen = {word: ours for word, ours in said.items() if ours}
            if field.name == "state":
                before = body.get("states", {})
                kept = {word: meant for word, meant in before.items() if word not in said}
                body["states"] = kept | {word: _state(before.get(word), ours) for word, ours in chosen.items()}
            else:
                kept = {w: meant for w, meant in body["values"].get(field.name, {}).items() if w not in said}
                table = kept | {word: _typed(field, ours) for word, ours in chosen.items()}
                body["values"][field.name] = table
        body["values"] = {name: table for name, table in body["values"].items() if table}
        return body


def _asks(field: Field, body: Mapping[str, Any]) -> bool:
    return field.shape in ("choice", "yes or no") and field.name in body.get("columns", {})


def _words(field: Field, profile: Profile, body: Mapping[str, Any]) -> list[str]:
    column = profile.column(profile.chosen(body["columns"][field.name]))
    null = body.get("file", {}).get("null", [])
    return [word for word in (column.words if column else []) if word not in null]


def _known(field: Field, body: Mapping[str, Any]) -> dict[str, str]:
    if field.name == "state":
        return {word: _shown(meant) for word, meant in body.get("states", {}).items()}
    return {word: _text(meant) for word, meant in body.get("values", {}).get(field.name, {}).items()}


def _shown(meant: Any) -> str:
    if isinstance(meant, str):
        return meant
    return WAITS + meant["waiting"] if meant.get("waiting") else str(meant.get("phase", "unknown"))


def _state(before: Any, ours: str) -> Any:
    """Return what a state means as the mapping writes it; what else was said of it stays."""
    silent = {"silent": before["silent"]} if isinstance(before, Mapping) and "silent" in before else {}
    if ours.startswith(WAITS):
        return {"waiting": ours.removeprefix(WAITS), **silent}
    return {"phase": ours, **silent} if silent else ours


def _same(field: Field, word: str) -> str:
    """Return ours where their word is ours already."""
    plain = word.strip().casefold()
    if field.shape == "yes or no":
        return "true" if plain in ("true", "yes", "1", "y") else "false" if plain in ("false", "no", "0", "n") else ""
    return next((value for value, _ in field.choices if value.casefold() == plain), "")


def _typed(field: Field, ours: str) -> Any:
    if field.shape == "yes or no":
        return ours == "true"
    return int(ours) if field.name in ("impact", "urgency") else ours


def _text(meant: Any) -> str:
    return str(meant).lower() if isinstance(meant, bool) else str(meant)
