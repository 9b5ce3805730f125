"""What a plan or a trace holds, said in the words of who reads: fields by their labels, values as pages say them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from steadfast.apps.imports.guessing import proposal
from steadfast.apps.imports.kinds import Field
from steadfast.apps.imports.records import naming
from steadfast.domain import language

# What a kind counts besides the outcomes of its rows, in the order in which it is told. What is not here is not told:
# it says the same as another count, or is for the report that compares both systems.
COUNTS: Mapping[str, Any] = {
    "tickets": _("Tickets"),
    "events": _("Steps of their history"),
    "not_closed": _("Tickets not closed"),
    "no_owner": _("Tickets that name no owner"),
    "commitments": _("Promises made of them"),
    "waits": _("Waits"),
    "reopenings": _("Times reopened"),
    "rows_after_cut": _("Rows later than the day up to which the file is read"),
    "rows_left_out": _("Rows of tickets that an earlier import brought"),
    "rows_along_refused": _("Rows of tickets that have a refused one"),
    "vanished": _("Tickets that stand in no row any more; they stay"),
}
MAKES: Mapping[str, Any] = {
    "clients": _("Clients"),
    "contacts": _("Contacts"),
    "teams": _("Teams"),
    "owners": _("Owners who are no members here, kept by name"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a plan: where it stands, what it is called, what becomes of it, and (label, before, after)."""

    row: int
    key: str
    outcome: str
    cells: list[tuple[str, str, str]]


def rows(kind: str, sample: Iterable[Mapping[str, Any]], zone: tzinfo) -> list[Row]:
    """Return the rows of a kept plan for a page; `zone` is the reader's."""
    return [Row(one["row"], one["key"], one["outcome"], cells(kind, one["cells"], zone)) for one in sample]


def cells(kind: str, said: Iterable[tuple[str, Any, Any]], zone: tzinfo) -> list[tuple[str, str, str]]:
    """Return fields by their labels with what they say before and after; those that say nothing are left out."""
    fields = {field.name: field for field in proposal.fields_of(kind)}
    told = [
        (name, words(fields.get(name), one, zone), words(fields.get(name), other, zone)) for name, one, other in said
    ]
    return [(label(fields, name), before, after) for name, before, after in told if before or after]


def kept(kind: str, said: Iterable[Mapping[str, Any]], zone: tzinfo) -> list[list[tuple[str, str, str]]]:
    """Return of each row the fields that an import left alone by their labels, with what stands here and there."""
    return [cells(kind, one, zone) for one in naming.pairs(said)]


def counts(found: Mapping[str, Any]) -> list[tuple[str, int]]:
    """Return what a plan counts besides outcomes, where there is any."""
    return [
        (str(words), found[name]) for name, words in COUNTS.items() if isinstance(found.get(name), int) and found[name]
    ]


def makes(found: Mapping[str, Mapping[str, Any]]) -> list[tuple[str, int, list[str]]]:
    """Return what would be made besides: label, how many, the first names."""
    return [(str(words), found[n]["count"], found[n]["first"]) for n, words in MAKES.items() if n in found]


def label(fields: Mapping[str, Field], name: str) -> str:
    """Return what a field is called."""
    return str(fields[name].label) if name in fields else name


def words(field: Field | None, value: Any, zone: tzinfo) -> str:
    """Return a plain value as a reader says it."""
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if value is None or field is None:
        return "" if value is None else str(value)
    if field.shape in ("date", "instant") and value:
        return _time(str(value), zone, day=field.shape == "date")
    return next((str(word) for ours, word in field.choices if ours == str(value)), str(value))


def _time(value: str, zone: tzinfo, *, day: bool) -> str:
    if day:
        return language.day_of_year(date.fromisoformat(value[:10]))
    local = datetime.fromisoformat(value).astimezone(zone)
    return f"{language.day_of_year(local)} {local:%H:%M}"
