"""A stretch of closed tickets, moved on in time again and again by the database: what a practice of many years holds.

A copy has keys, numbers and uids of its own, every instant is later by whole weeks, and all else is its original's.
Events are told again in Python, as each is hashed onto the one before: see retold.py.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import connection, models

from steadfast.apps.commitments.models import Commitment
from steadfast.apps.desk.models import Message, Ticket
from steadfast.config.bench.world import DAY, STRETCH
from steadfast.foundation.models import Event, NumberSeries, Subject

STEP = STRETCH // DAY  # days between two copies
KEYED = (Subject, Commitment, Message, Event)
COPIED = (Subject, Ticket, Commitment, Message)
LATER = {
    "sqlite": {"DateTimeField": "datetime({name}, '+{days} days')", "month": "date({name}, 'start of month')"},
    "postgresql": {
        "DateTimeField": "{name} + interval '{days} days'",
        "month": "date_trunc('month', ({name}) AT TIME ZONE 'UTC')::date",
    },
}
UID = {"sqlite": "printf('%%032x', {row})", "postgresql": "lpad(to_hex({row}), 32, '0')::uuid"}


@dataclass(frozen=True, slots=True)
class Span:
    """The keys of the stretch's rows of one table: those above `after`, `count` of them without a gap."""

    after: int
    count: int

    def of_copy(self, key: int, turn: int) -> int:
        return key + turn * self.count


Spans = Mapping[type[models.Model], Span]


def largest_keys() -> dict[type[models.Model], int]:
    """Return the largest key of each table that a stretch has rows in."""
    return {model: _largest(model) for model in KEYED}


def spans(before: Mapping[type[models.Model], int]) -> Spans:
    """Return where the rows lie that came since."""
    return {model: Span(after, _largest(model) - after) for model, after in before.items()}


def copy_rows(spans: Spans, turn: int) -> None:
    """Copy the stretch's rows, all but events, for the turn-th time."""
    own: dict[type[models.Model], dict[str, type[models.Model]]] = {
        Subject: {"id": Subject, "number": Subject},
        Ticket: {"subject_id": Subject},
        Commitment: {"id": Commitment, "subject_id": Subject, "evidence_event_id": Event},
        Message: {"id": Message, "ticket_id": Subject, "event_id": Event},
    }
    for model in COPIED:
        span = spans[Subject if model is Ticket else model]
        values = {name: f"{name} + {turn * spans[target].count}" for name, target in own[model].items()}
        if model is Commitment:
            values["uid"] = UID[connection.vendor].format(row=f"id + {turn * span.count}")
            values["due_month"] = _later("month").format(name=_shifted("due_at", turn))
        _copy(model, span, values, turn)


def settle_keys() -> None:
    """Let what is written next be numbered behind the copies."""
    last = Subject.objects.filter(kind="ticket").aggregate(last=models.Max("number"))["last"]
    NumberSeries.objects.filter(kind="ticket").update(last=last)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for model in KEYED:
                table = model._meta.db_table
                cursor.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", [table, _largest(model)])


def _copy(model: type[models.Model], span: Span, values: Mapping[str, str], turn: int) -> None:
    fields = [field for field in model._meta.concrete_fields if not field.generated]
    names, chosen = [], []
    for field in fields:
        name = str(field.column)
        is_instant = isinstance(field, models.DateTimeField)
        names.append(name)
        chosen.append(values.get(name) or (_shifted(name, turn) if is_instant else name))
    table, key = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({', '.join(names)}) SELECT {', '.join(chosen)} FROM {table}"
            f" WHERE {key} > %s AND {key} <= %s ORDER BY {key}",
            [span.after, span.after + span.count],
        )


def _shifted(name: str, turn: int) -> str:
    return _later("DateTimeField").format(name=name, days=turn * STEP)


def _later(what: str) -> str:
    return LATER[connection.vendor][what]


def _largest(model: type[models.Model]) -> int:
    found: int | None = model._default_manager.aggregate(largest=models.Max("pk"))["largest"]
    return found or 0
