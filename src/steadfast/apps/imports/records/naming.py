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


def named(cells: Cells) -> tuple[tuple[str, Any, Any], ...]:
    """Return fields with their values before and after, numbers of rows replaced by names."""
    return tuple((field, _name(field, before), _name(field, after)) for field, before, after in cells)


def pairs(kept: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    """Return what a trace keeps of fields that were left alone, ours and theirs, with names."""
    return {field: (ours, theirs) for field, ours, theirs in named((f, pair[0], pair[1]) for f, pair in kept.items())}


def _name(field: str, value: Any) -> Any:
    if field not in HOLDS or isinstance(value, bool) or not isinstance(value, int):
        return value
    model, called = HOLDS[field]
    return model.objects.filter(pk=value).values_list(called, flat=True).first() or ""
