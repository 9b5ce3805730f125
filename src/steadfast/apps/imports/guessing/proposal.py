"""A proposal: what a file seems to hold, and the body of a mapping for it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from steadfast.apps.imports import kinds
from steadfast.apps.imports.guessing import dates, headers, meanings, names
from steadfast.apps.imports.guessing.profile import Profile
from steadfast.apps.imports.guessing.ticket_fields import TICKETS
from steadfast.apps.imports.kinds import Field
from steadfast.apps.imports.mapping import known, named

# What a row of tickets is given where no column says it, so that an export without it needs no thought.
TICKET_DEFAULTS = {"impact": 2, "urgency": 2, "priority": "P3"}


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
    found = headers.columns(kind, fields, profile)
    needed = [field.name for field in fields if field.needed and field.name not in TICKET_DEFAULTS]
    pairs = [(field, profile.column(found[field.name])) for field in fields if field.name in found]
    sure = sum(headers.fits(kind, field, column).score >= headers.ALL_WORDS for field, column in pairs if column)
    return 2 * sum(name in found for name in needed) / len(needed) + sure / len(profile.columns) + 0.1 * sure


def proposed(kind: str, profile: Profile, *, name: str, zone: str) -> dict[str, Any]:
    """Return the body of a mapping from the headers of a file; `zone` is where a date says no offset.

    From which system it comes is left open: nobody should take the name of a file for that.
    """
    fields = fields_of(kind)
    found = headers.columns(kind, fields, profile)
    body: dict[str, Any] = {"name": name, "kind": kind, "source": "", "columns": found}
    body["dates"] = {"formats": [_form(fields, found, profile)], "zone": zone}
    body["values"] = {field.name: table for field in fields if (table := meanings.table(field, body, profile))}
    if kind == "tickets":
        _of_tickets(body, fields, profile)
    return body


def _form(fields: Iterable[Field], found: Mapping[str, str], profile: Profile) -> str:
    """Return the likeliest form of all dates of a file together: one column may tell 3/4 from 4/3 for the others."""
    times = [profile.column(found[f.name]) for f in fields if f.shape in ("date", "instant") and f.name in found]
    fitting = [set(column.forms) for column in times if column is not None and column.samples]
    together = set.intersection(*fitting) if fitting else set()
    likely = together or set(next((forms for forms in fitting if forms), ()))
    return next((form for form in dates.FORMS if form in likely), "iso")


def _of_tickets(body: dict[str, Any], fields: Iterable[Field], profile: Profile) -> None:
    """Add what a mapping of tickets needs besides: what a row is, what its states mean, what holds where none says."""
    found = body["columns"]
    key, states = profile.column(found.get("key", "")), profile.column(found.get("state", ""))
    body["rows"] = "events" if key is not None and key.repeats and "at" in found else "tickets"
    body["defaults"] = {name: value for name, value in TICKET_DEFAULTS.items() if name not in found}
    field = next(field for field in fields if field.name == "state")
    guessed = {word: names.meant("tickets", field, word) for word in (states.words if states else ())}
    body["states"] = {word: _state(meant) for word, meant in guessed.items() if meant}


def _state(meant: str) -> Any:
    return {"waiting": meant.removeprefix("waiting ")} if meant.startswith("waiting ") else meant
