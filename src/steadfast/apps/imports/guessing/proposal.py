"""A proposal: what a file seems to hold, and the body of a mapping for it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from steadfast.apps.imports import kinds
from steadfast.apps.imports.guessing import dates, headers
from steadfast.apps.imports.guessing.profile import Profile
from steadfast.apps.imports.guessing.ticket_headers import TICKETS
from steadfast.apps.imports.kinds import Field
from steadfast.apps.imports.mapping import known, named

YES = ("true", "yes", "1", "y", "false", "no", "0", "n")


@dataclass(frozen=True, slots=True)
class Proposal:
    """`body`: as the TOML of the mapping says it. `known_as`: the mapping that knows these very columns, if any."""

    kind: str
    body: dict[str, Any]
    known_as: str = ""


def fields_of(kind: str) -> tuple[Field, ...]:
    """Return the fields of a kind as the pages name them."""
    return TICKETS if kind == "tickets" else kinds.named(kind).fields


def recognized(profile: Profile, wanted: str = "") -> str:
    """Return the mapping that comes along and uses the most columns of the file, all of which it has; "" for none."""
    there = {column.name for column in profile.columns}
    sizes = {}
    for name in known():
        mapping = named(name)
        if mapping.kind in (wanted or mapping.kind) and all(
            there & set(sources) for sources in mapping.columns.values()
        ):
            sizes[name] = len(mapping.columns)
    return max(sizes, key=lambda name: sizes[name], default="")


def kind_of(profile: Profile, among: Iterable[str]) -> str:
    """Return the kind whose fields the headers name best, those that it needs above all."""
    return max(among, key=lambda kind: _score(kind, profile))


def _score(kind: str, profile: Profile) -> float:
    fields = fields_of(kind)
    found = headers.columns(fields, profile)
    needed = [field.name for field in fields if field.needed]
    sure = sum(headers.fits(field, column) >= headers.ALL_WORDS for field in fields for column in profile.columns
               if found.get(field.name) == column.name)  # fmt: skip
    return 2 * sum(name in found for name in needed) / len(needed) + sure / len(profile.columns) + 0.1 * sure


def proposed(kind: str, profile: Profile, *, name: str, zone: str) -> dict[str, Any]:
    """Return the body of a mapping from the headers of a file; `zone` is where a date says no offset."""
    fields = fields_of(kind)
    found = headers.columns(fields, profile)
    body: dict[str, Any] = {"name": name, "kind": kind, "source": name, "columns": found}
    times = [profile.column(found[f.name]) for f in fields if f.shape in ("date", "instant") and f.name in found]
    fitting = [set(dates.forms(column.samples)) for column in times if column is not None and column.samples]
    together = set.intersection(*fitting) if fitting else set()
    form = next((form for form in dates.FORMS if form in together), "iso")
    body["dates"] = {"formats": [form], "zone": zone}
    body["values"] = {field.name: table for field in fields if (table := words(field, body, profile))}
    if kind == "tickets":
        key = profile.column(found.get("key", ""))
        body["rows"] = "events" if key is not None and key.repeats else "tickets"
    return body


def words(field: Field, body: Mapping[str, Any], profile: Profile) -> dict[str, Any]:
    """Return a table from the words of a column that are not ours already to ours, as far as they can be guessed."""
    column = profile.column(profile.chosen(body["columns"].get(field.name, "")))
    if column is None or field.shape not in ("choice", "yes or no") or field.name == "state":
        return {}
    ours = {value.casefold(): value for value, _ in field.choices} or dict.fromkeys(YES, "")
    if all(word.strip().casefold() in ours for word in column.words) and column.words:
        return {}
    return {word: guess for word in column.words if (guess := _meant(field, word)) is not None}


def _meant(field: Field, word: str) -> Any:
    """Return which of ours a word means: by its digit, or by our word within it. None where nobody can tell."""
    plain = word.casefold()
    if field.shape == "yes or no":
        return True if plain in ("active", "aktiv", "enabled", "open") else None if plain == "" else False
    for value, label in field.choices:
        if value.casefold() in plain or str(label).casefold() in plain:
            return value
        if value.lstrip("P").isdigit() and plain[:1] == value.lstrip("P"):
            return value
    return None
