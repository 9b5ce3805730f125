"""Rows of ours by their names, where the values of a record hold numbers: of clients, users, tickets and the like."""

from collections.abc import Iterable, Mapping
from typing import Any

from steadfast.apps.agreements.models import Agreement
from steadfast.apps.clients.models import Client, Site
from steadfast.apps.identity.models import Person
from steadfast.foundation.models import Subject

HOLDS: Mapping[str, tuple[Any, str]] = {
    "client": (Client, "name"),
    "site": (Site, "name"),
    "user": (Person, "name"),
    "like": (Agreement, "name"),
    "ticket": (Subject, "title"),
}
Cells = Iterable[tuple[str, Any, Any]]


def named(rows: Iterable[Cells]) -> list[tuple[tuple[str, Any, Any], ...]]:
    """Return the fields of some rows with their values before and after, numbers of rows of ours replaced by names.

    One query for each kind that is named, however many rows there are.
    """
    all_rows = [tuple(row) for row in rows]
    names = {field: _names(field, all_rows) for field in HOLDS}
    return [
        tuple((field, *(_name(names, field, value) for value in values)) for field, *values in row) for row in all_rows
    ]


def pairs(kept: Iterable[Mapping[str, Any]]) -> list[tuple[tuple[str, Any, Any], ...]]:
    """Return what traces keep of fields that were left alone, ours and theirs, with names."""
    return named([(field, pair[0], pair[1]) for field, pair in one.items()] for one in kept)


def _names(field: str, rows: Iterable[Cells]) -> Mapping[int, str]:
    keys = {value for row in rows for name, *values in row if name == field for value in values if _is_key(value)}
    model, called = HOLDS[field]
    return dict(model.objects.filter(pk__in=keys).values_list("pk", called)) if keys else {}


def _name(names: Mapping[str, Mapping[int, str]], field: str, value: Any) -> Any:
    return names[field].get(value, "") if field in names and _is_key(value) else value


def _is_key(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)
