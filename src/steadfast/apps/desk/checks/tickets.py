"""Tickets: every column that their events tell, the title by its digest, and the chain by the client."""

import json
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from django.db import Error

from steadfast.apps.desk import queries
from steadfast.apps.desk.checks.facts import Fact
from steadfast.apps.desk.checks.telling import TELLERS, columns
from steadfast.apps.desk.models import Ticket
from steadfast.foundation import canonical
from steadfast.foundation.models import Event, Subject
from steadfast.foundation.verify import Finding

CHUNK = 1000
EVENT = ("subject_id", "kind", "at", "actor_id", "text__salt", "text__body")
TITLED = ("ticket.opened", "ticket.source_grew", "ticket.source_undone")
UNREADABLE = (Error, ValueError, TypeError, AttributeError)  # SQLite stores anything in any column


def check() -> Iterator[Finding]:
    """Yield every ticket whose row differs from what its events tell, and every number whose ticket is gone."""
    last = 0
    while keys := list(Ticket.objects.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:CHUNK]):
        last = keys[-1]
        yield from _chunk(keys)
    for subject in Subject.objects.filter(kind="ticket", ticket=None).order_by("pk"):
        yield Finding(subject.label, "the ticket is missing")


def _chunk(keys: list[int]) -> Iterator[Finding]:
    """Yield what is found on some tickets, once it is found again: somebody may be at work while they are read."""
    suspect = sorted({key for key, _ in _read(keys)})
    if suspect:
        yield from (finding for _, finding in _read(suspect))


def _read(keys: list[int]) -> Iterator[tuple[int, Finding]]:
    told, due = _told(keys), _due(keys)
    for key, row in _rows(keys):
        if row is None:
            yield key, Finding(f"ticket on subject {key}", "cannot be read")
        else:
            faults = _faults(row, told.get(key, []), due.get(key))
            yield from ((key, Finding(row.subject.label, what)) for what in faults)


def _faults(row: Ticket, told: list[tuple[Any, ...]], due: Any) -> Iterator[str]:
    opened = next((event for event in told if event[1] == "ticket.opened"), None)
    if opened is None:
        yield "no event tells of its opening"
        return
    said = columns(_fact(event) for event in told) | {"next_due_at": due}
    for name, value in said.items():
        if getattr(row, name) != value:
            yield f"{name} is {getattr(row, name)}, its events say {value}"
    yield from _named(row, opened, _titled(told))


def _named(row: Ticket, opened: tuple[Any, ...], titled: tuple[Any, ...]) -> Iterator[str]:
    data = _fact(opened).data
    if data and data["number"] != row.subject.number:
        yield f"its number is {row.subject.number}, its events say {data['number']}"
    title = _fact(titled).data.get("title")
    if title and title != canonical.sealed(bytes(titled[4]), row.subject.title):
        yield "its title is not the one that was recorded"
    if row.client.chain_id != row.subject.chain_id:
        yield f"its client is {row.client}, whose chain does not hold its events"


def _titled(told: list[tuple[Any, ...]]) -> tuple[Any, ...]:
    """Return the event that gave the title which holds: its opening, or a newer export that was not undone."""
    titled, before = told[0], {}
    for event in told:
        data = _fact(event).data if event[1] in TITLED else {}
        if event[1] == "ticket.source_grew":
            before[data.get("batch")] = titled
        elif event[1] == "ticket.source_undone":
            titled = before.get(data.get("batch"), titled)
        titled = event if "title" in data else titled
    return titled


def _fact(event: tuple[Any, ...]) -> Fact:
    _, kind, at, actor, _, body = event
    return Fact(kind, at, actor, json.loads(body)["data"] if body else {})


def _told(keys: list[int]) -> Mapping[int, list[tuple[Any, ...]]]:
    """Return the events of some tickets that tell of their rows, in order, by ticket."""
    rows = Event.objects.filter(subject_id__in=keys, kind__in=list(TELLERS)).order_by("subject_id", "id")
    return {key: list(events) for key, events in groupby(rows.values_list(*EVENT), key=lambda event: event[0])}


def _due(keys: list[int]) -> Mapping[int, Any]:
    """Return, by ticket, when what we owe on it falls due next."""
    return queries.next_due(keys)


def _rows(keys: list[int]) -> Iterator[tuple[int, Ticket | None]]:
    """Yield the tickets by key; where one cannot be read they come singly, and it as None."""
    rows = Ticket.objects.select_related("subject", "client").order_by("pk")
    try:
        yield from [(row.pk, row) for row in rows.filter(pk__in=keys)]
    except UNREADABLE:
        for key in keys:
            try:
                yield key, rows.get(pk=key)
            except UNREADABLE:
                yield key, None
