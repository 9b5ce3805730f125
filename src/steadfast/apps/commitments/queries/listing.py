"""A page of the register: rows along an index, and a count of the first ones."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, IntegerField, Q, QuerySet, Subquery

from steadfast.apps.commitments.models import Commitment, Reclassification
from steadfast.apps.commitments.models.commitment import MOVED, OPEN
from steadfast.apps.commitments.queries import along, register
from steadfast.apps.commitments.queries.choices import Choices
from steadfast.apps.commitments.queries.filters import IDS, LEADERS, ME, Filters
from steadfast.apps.imports import queries as imports
from steadfast.foundation import moments, pages
from steadfast.foundation.actor import Actor
from steadfast.foundation.pages import Page

COUNTED = 1_000  # so many rows along the index are counted


class NumberOf(Subquery):
    """How many rows a query has, as a column of another one."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) few %(where)s)"
    output_field = IntegerField()

    def __init__(self, queryset: QuerySet[Any, Any], where: str = "") -> None:
        super().__init__(queryset, where=where)


@dataclass(frozen=True, slots=True)
class Selection:
    """What to read: of what is `seen`, the rows `along` an index by `condition`, each `tried` whether it is wanted."""

    seen: QuerySet[Commitment]
    along: QuerySet[Commitment]
    condition: Q
    tried: Q
    order: tuple[str, ...]

    @property
    def rows(self) -> QuerySet[Commitment]:
        return self.seen.filter(self.condition, self.tried)


@dataclass(frozen=True, slots=True)
class Counted:
    """How many there are; `is_least`: of the rows counted, and there may be more."""

    number: int
    is_least: bool


def select(filters: Filters, actor: Actor, known: Choices, *, now: datetime) -> Selection:
    """Return what the filters want of the register.

    What a client is owed names that client, here as in `register.visible_to`; so it is read along the client's index.
    """
    values = _values(filters, actor, known)
    if any(values.get("creditor_id") == key for key, _ in known.clients):
        values.setdefault("client_id", values["creditor_id"])
    way = along.way(filters, values)
    condition = way.where & _due(filters, moments.zone_of(actor.zone), now)
    if filters.dodged:  # so few that they are found by an index of their own
        condition &= Q(pk__in=Reclassification.objects.filter(dodged=True).values("commitment"))
    for name in way.columns:
        condition &= along.equal(name, values[name])
    tried = MOVED if filters.moved == "yes" else Q()
    for name, value in values.items():
        if name not in way.columns and not (name == "verdict" and filters.is_open):
            tried &= along.tried(name, value)
    return Selection(register.visible_to(actor), Commitment.objects.filter(condition), condition, tried, filters.order)


def page(selection: Selection, *, after: str | None, size: int) -> Page[Commitment]:
    """Return a page with what a list tells of a row; it is cut where it had to read too far."""
    return _page(selection, register.told(selection.rows), after, size)


def first_page(selection: Selection, *, size: int) -> tuple[Page[Commitment], Counted | None]:
    """Return the first page, and how many there are: None where even that page is cut. In one query with the page."""
    wanted = ExpressionWrapper(Q(imports.IsShown("batch")) & selection.tried, output_field=BooleanField())
    few = selection.along.order_by(*selection.order).annotate(wanted=wanted).values("wanted")[:COUNTED]
    rows = register.told(selection.rows).annotate(read=NumberOf(few), wanted=NumberOf(few, where="WHERE wanted"))
    found = _page(selection, rows, None, size)
    if found.is_cut:
        return found, None
    if found.next is None:
        return found, Counted(len(found.rows), is_least=False)
    numbers: Any = found.rows[0]
    return found, Counted(numbers.wanted, is_least=numbers.read == COUNTED)


def _page(selection: Selection, rows: QuerySet[Commitment], after: str | None, size: int) -> Page[Commitment]:
    return pages.page(rows, order=selection.order, after=after, size=size, along=selection.along)


def _values(filters: Filters, actor: Actor, known: Choices) -> dict[str, Any]:
    """Return the columns that must have a value, with it; a list stands for any of several."""
    values: dict[str, Any] = {f"{name}_id": getattr(filters, name) for name in IDS}
    values |= {name: getattr(filters, name) or None for name in ("direction", "kind", "priority")}
    values["owner_id"] = _owner(filters, actor, known)
    values["verdict"] = filters.verdicts
    values["moves"] = 0 if filters.moved == "no" else None
    return {name: value for name, value in values.items() if value is not None}


def _owner(filters: Filters, actor: Actor, known: Choices) -> int | list[int] | None:
    if filters.owner == ME:
        return actor.person_id
    if filters.owner == LEADERS:
        return [key for key, _ in known.leaders]
    return int(filters.owner) if filters.owner else None


def _due(filters: Filters, zone: Any, now: datetime) -> Q:
    """Return the bounds of the due time, which both the index and the rows are held to."""
    bounds = Q()
    if filters.due == "late":
        bounds &= OPEN & Q(due_at__lt=now)
    if filters.due == "today":
        tomorrow = now.astimezone(zone).date() + timedelta(days=1)
        bounds &= Q(due_at__gte=now, due_at__lt=_midnight(tomorrow, zone))
    if filters.due == "week":
        monday = now.astimezone(zone).date() - timedelta(days=now.astimezone(zone).weekday())
        bounds &= Q(due_at__gte=_midnight(monday, zone), due_at__lt=_midnight(monday + timedelta(days=7), zone))
    if filters.since:
        bounds &= Q(due_at__gte=_midnight(filters.since, zone))
    if filters.until:
        bounds &= Q(due_at__lt=_midnight(filters.until + timedelta(days=1), zone))
    return bounds


def _midnight(day: date, zone: Any) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)
