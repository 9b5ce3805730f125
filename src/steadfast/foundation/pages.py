"""Keyset pages: as fast on page 10,000 as on the first, and stable while rows come and go.

A cursor holds the sort keys of a row and the way to go from it. It comes from the address bar, so whatever does not
read as one counts as the first page. Order by columns that are never null and end with a unique one.

A page of rows that no index serves would read on and on: `along` bounds it. It may then end before it is full.
"""

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, cast

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import Field, Model, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.dateparse import parse_datetime

LARGEST = 200
LOOK = 5_000  # rows of an index that a page reads at most
INT64 = range(-(2**63), 2**63)
STOPS = "stops_at"  # the column that says where a bounded page had to stop
NEVER = {True: datetime.min.replace(tzinfo=UTC), False: datetime.max.replace(tzinfo=UTC)}  # by "is descending"


@dataclass(frozen=True)
class Page[M]:
    """`is_cut`: it ends where LOOK rows had been read; there may be more like these beyond."""

    rows: list[M]
    next: str | None
    previous: str | None
    is_cut: bool = False


def page[M: Model](
    queryset: QuerySet[M],
    *,
    order: Sequence[str],
    after: str | None = None,
    size: int = 50,
    along: QuerySet[M] | None = None,
) -> Page[M]:
    """Return the rows after (or, by a `previous` cursor, before) the cursor; at most `size`, at most 200.

    `order` names columns, "-" for descending, related ones by "__". One query, at most size + 1 rows. `along`: those
    rows and any number of others, such that an index gives them in `order`, an instant and a number; a page reads at
    most LOOK of them and those of the last one's instant. A page without a row asks a second time where it stopped.
    """
    size = max(1, min(size, LARGEST))
    start = _read(queryset, order, after)
    back = start is not None and start.back
    ways = [_turned(name) for name in order] if back else list(order)
    beyond = _beyond(ways, start.keys) if start else Q()
    edge = None if along is None else _edge(along.filter(beyond), ways)
    found = queryset.filter(beyond)
    if edge is not None:
        found = found.filter(_until(ways[0], edge)).annotate(**{STOPS: Subquery(edge)})
    rows: list[Any] = list(found.order_by(*ways)[: size + 1])
    more = len(rows) > size
    ends_at = None if more or edge is None else _value(rows[0], STOPS) if rows else edge.first()
    stop = None if ends_at is None else _behind(ends_at, ways, back=back)
    rows = rows[::-1][-size:] if back else rows[:size]
    has_next, has_previous = (True, more) if back else (more, start is not None)
    on = _write(rows[-1], order, back=False) if rows and has_next else None
    before = _write(rows[0], order, back=True) if rows and has_previous else None
    ends = (on, stop or before) if back else (stop or on, before)
    return Page(rows, *ends, is_cut=stop is not None)


def _edge(along: QuerySet[Any], ways: Sequence[str]) -> QuerySet[Any, Any]:
    """Return the instant of the last row to read, or nothing where there are fewer."""
    return along.order_by(*ways).values_list(_bare(ways[0]), flat=True)[LOOK - 1 : LOOK]


def _until(way: str, edge: QuerySet[Any, Any]) -> Q:
    """Return "not beyond the edge", or anything where the edge is beyond the last row."""
    here = Coalesce(Subquery(edge), Value(NEVER[way.startswith("-")]))
    return Q(**{f"{_bare(way)}__{_side(_turned(way))}e": here})


def _behind(instant: datetime, ways: Sequence[str], *, back: bool) -> str:
    """Return the cursor that goes on behind all rows of an instant."""
    return _cursor([instant, INT64[0] if ways[1].startswith("-") else INT64[-1]], back=back)


def is_cursor(queryset: QuerySet[Any], order: Sequence[str], cursor: str) -> bool:
    """Tell whether a text is a cursor of such pages, for who would rather refuse another one."""
    return _read(queryset, order, cursor) is not None


@dataclass(frozen=True)
class _Start:
    back: bool
    keys: list[Any]


def _turned(name: str) -> str:
    return name[1:] if name.startswith("-") else f"-{name}"


def _beyond(ways: Sequence[str], keys: Sequence[Any]) -> Q:
    """Return "sorted behind these keys". The bound on the first column lets both engines use its index."""
    condition = Q()
    for depth in range(len(ways)):
        step = Q(**{_bare(name): key for name, key in zip(ways[:depth], keys[:depth], strict=True)})
        condition |= step & Q(**{f"{_bare(ways[depth])}__{_side(ways[depth])}": keys[depth]})
    return Q(**{f"{_bare(ways[0])}__{_side(ways[0])}e": keys[0]}) & condition


def _bare(name: str) -> str:
    return name.removeprefix("-")


def _side(name: str) -> str:
    return "lt" if name.startswith("-") else "gt"


def _write(row: Any, order: Sequence[str], *, back: bool) -> str:
    return _cursor([_value(row, _bare(name)) for name in order], back=back)


def _cursor(keys: Sequence[Any], *, back: bool) -> str:
    text = json.dumps([int(back), *keys], default=lambda value: value.isoformat(), separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _value(row: Any, name: str) -> Any:
    if isinstance(row, Mapping):
        return row[name]
    for part in name.split("__"):
        row = getattr(row, part)
    return row


def _read(queryset: QuerySet[Any], order: Sequence[str], cursor: str | None) -> _Start | None:
    """Return what a cursor says, None for none and for nonsense."""
    if not cursor:
        return None
    try:
        back, *texts = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        keys = [_key(_field(queryset, _bare(name)), text) for name, text in zip(order, texts, strict=True)]
    except (ValueError, TypeError, OverflowError, RecursionError, ValidationError):
        return None
    return _Start(bool(back), keys)


def _key(field: "Field[Any, Any]", text: Any) -> Any:
    """Return the column's value of a key in a cursor; raise ValueError where the database could not take it."""
    if not isinstance(text, str | int) or isinstance(text, bool):
        raise ValueError("neither text nor a whole number")
    kind = field.get_internal_type()
    if kind == "DateTimeField":
        return _instant(text)
    if kind == "DateField":
        return date.fromisoformat(str(text))
    value = field.to_python(text)
    if isinstance(value, int) and value not in INT64:
        raise ValueError("beyond 64 bits")
    if isinstance(value, str):
        value.encode()
        if "\0" in value:
            raise ValueError("text with a null character")
    return value


def _instant(text: str | int) -> datetime:
    value = parse_datetime(str(text))
    if value is None or value.tzinfo is None:
        raise ValueError("no instant")
    return value.astimezone(UTC)


def _field(queryset: QuerySet[Any], name: str) -> "Field[Any, Any]":
    """Return the field that a name of `order` leads to, an annotation's output among them."""
    annotation = queryset.query.annotations.get(name)
    if annotation is not None:
        return annotation.output_field
    model: Any = queryset.model
    *steps, last = name.split("__")
    for step in steps:
        model = model._meta.get_field(step).related_model
    if last == "pk":
        return cast("Field[Any, Any]", model._meta.pk)
    for field in model._meta.concrete_fields:
        if last in {field.name, field.attname}:
            return cast("Field[Any, Any]", getattr(field, "target_field", field))
    raise FieldDoesNotExist(f"{model.__name__} has no column {last!r} to order by")
