"""One value of a column in three shapes: as SQLite keeps it, as PostgreSQL takes it, and one canonical form of both.

The canonical form is what the proof compares: it is worked out from what each engine gives back, never from what was
sent, so that a loss on the way cannot hide.
"""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import models

type Turn = Callable[[Any], Any]

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


def for_postgresql(field: Any) -> Turn | None:
    """Return what makes SQLite's value one of PostgreSQL, None where it is the same."""
    kind = _kind(field)
    if kind is bool:
        return bool
    if kind is datetime:
        return lambda value: f"{value}+00"
    if kind is timedelta:
        return _as_span
    return None


def canonical(field: Any) -> Turn:
    """Return what makes a value of either engine a text that is the same for both; None becomes "~"."""
    turn: Turn = _CANONICAL.get(_kind(field), _text)
    return lambda value: "~" if value is None else turn(value)


def _kind(field: Any) -> type:
    target = field.output_field if field.generated else field
    while isinstance(target, models.ForeignKey):
        target = target.target_field
    return next((kind for model, kind in _KINDS if isinstance(target, model)), str)


def _text(value: Any) -> str:
    return "=" + str(value)


def _instant(value: Any) -> str:
    at = datetime.fromisoformat(value) if isinstance(value, str) else value
    at = at.replace(tzinfo=UTC) if at.tzinfo is None else at
    return str((at - EPOCH) // MICROSECOND)


def _json(value: Any) -> str:
    data = json.loads(value) if isinstance(value, str) else value
    return json.dumps(data, sort_keys=True, separators=(",", ":"))


def _as_span(value: Any) -> Any:
    return timedelta(microseconds=value)


def _span(value: Any) -> str:
    return str(value if isinstance(value, int) else value // MICROSECOND)


_KINDS: list[tuple[Any, type]] = [
    (models.BooleanField, bool),
    (models.DateTimeField, datetime),
    (models.DateField, date),
    (models.TimeField, time),
    (models.DurationField, timedelta),
    (models.JSONField, dict),
    (models.BinaryField, bytes),
    (models.DecimalField, Decimal),
    (models.FloatField, float),
    (models.UUIDField, UUID),
]
_CANONICAL: dict[type, Turn] = {
    bool: lambda value: str(int(value)),
    datetime: _instant,
    date: str,
    time: lambda value: str(time.fromisoformat(value) if isinstance(value, str) else value),
    timedelta: _span,
    dict: _json,
    bytes: lambda value: bytes(value).hex(),
    Decimal: lambda value: str(Decimal(str(value)).normalize()),
    float: lambda value: repr(float(value)),
    UUID: lambda value: UUID(str(value)).hex,
}
