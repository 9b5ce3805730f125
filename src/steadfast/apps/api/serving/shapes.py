"""What the bodies of every noun are made of. What a program sends is taken strictly: a wrong type is no other type."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Annotated, Any

from django.db.models import QuerySet
from ninja import Field, Schema
from pydantic import BeforeValidator, ConfigDict, WithJsonSchema

from steadfast.domain.commitment.lifecycle import Refused
from steadfast.foundation import pages
from steadfast.foundation.addresses import LARGEST

YEARS = range(1970, 2200)


def _instant(value: object) -> datetime:
    if not isinstance(value, str):
        raise ValueError("write an instant as RFC 3339, such as 2026-11-30T12:00:00Z")
    found = datetime.fromisoformat(value)
    if found.tzinfo is None or found.year not in YEARS or len(value) < len("2026-11-30T12:00Z"):
        raise ValueError("an instant needs its offset, such as Z, and a year from 1970 on")
    return found.astimezone(UTC)


def _day(value: object) -> date:
    if not isinstance(value, str) or len(value) != len("2026-11-30"):
        raise ValueError("write a day as 2026-11-30")
    found = date.fromisoformat(value)
    if found.year not in YEARS:
        raise ValueError("a day needs a year from 1970 on")
    return found


Instant = Annotated[datetime, BeforeValidator(_instant), WithJsonSchema({"type": "string", "format": "date-time"})]
Day = Annotated[date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
Id = Annotated[int, Field(ge=1, le=LARGEST)]
Words = Annotated[str, Field(max_length=300)]
Text = Annotated[str, Field(max_length=50_000)]


class Given(Schema):
    """A body that a program sends."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Named(Schema):
    """Somebody or something, by its id and its name."""

    id: int
    name: str


class Problem(Schema):
    """Problem details by RFC 9457."""

    type: str
    title: str
    status: int
    detail: str
    errors: list["WrongField"] = []


class WrongField(Schema):
    """A field and what is wrong with it."""

    field: str
    message: str


class Paging(Schema):
    """Which page."""

    cursor: str | None = Field(None, max_length=1_000, description="`next` or `previous` of another page")
    limit: int = Field(50, ge=1, le=pages.LARGEST)


def named(row: Mapping[str, Any], name: str) -> dict[str, Any] | None:
    """Return {id, name} of a related row among the values of another one, None where there is none."""
    key = row[f"{name}_id"]
    return None if key is None else {"id": key, "name": row[f"{name}__name"]}


def someone(row: Any) -> dict[str, Any] | None:
    """Return {id, name} of a row, None for none."""
    return None if row is None else {"id": row.pk, "name": row.name}


def paged(
    rows: QuerySet[Any, Any], order: Sequence[str], paging: Paging, tell: Callable[[Any], dict[str, Any]]
) -> dict[str, Any]:
    """Return a page: items, and the cursors to go on and back."""
    if paging.cursor and not pages.is_cursor(rows, order, paging.cursor):
        raise Refused("This cursor is none of this list; begin without one.")
    found = pages.page(rows, order=order, after=paging.cursor, size=paging.limit)
    return told_page(found, tell)


def told_page(found: pages.Page[Any], tell: Callable[[Any], dict[str, Any]]) -> dict[str, Any]:
    """Return a page that was read already."""
    return {"items": [tell(row) for row in found.rows], "next": found.next, "previous": found.previous}


def page_of(item: type[Schema]) -> type[Schema]:
    """Return the schema of a page of such items."""
    columns = {"items": list[item], "next": str | None, "previous": str | None}  # type: ignore[valid-type]
    body = {"__annotations__": columns, "__module__": item.__module__, "__doc__": "A page."}
    return type(f"{item.__name__}Page", (Schema,), body)
