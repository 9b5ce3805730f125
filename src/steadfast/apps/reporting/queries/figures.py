"""The four numbers, counted by the database. The domain says what counts where; a test compares the two."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Case, Count, F, QuerySet, Value

from steadfast.apps.commitments.models import Commitment, Move
from steadfast.apps.commitments.queries.numbers import buckets, felt_kept
from steadfast.apps.reporting.queries import grain, moves
from steadfast.apps.reporting.queries.months import EVER, Months
from steadfast.domain.commitment.numbers import FourNumbers

Counted = Mapping[tuple[Any, ...], FourNumbers]  # by the values of the groups


@dataclass(frozen=True, slots=True)
class Row:
    """The numbers of one group. `key` gives the value of each group, "" where there is none."""

    key: dict[str, str]
    numbers: FourNumbers


def rows(
    register: QuerySet[Commitment],
    groups: Sequence[str],
    *,
    now: datetime,
    months: Months = EVER,
    by_debtor: bool = False,
) -> list[Row]:
    """Return the numbers of the commitments in `register` by groups, in the order of their values.

    Leave the months to this function, since a due time that was given up lies in a month of its own. by_debtor: what
    a supplier promised us about a client's ticket counts under no client.
    """
    held, given_up = register.filter(months.where("due_month")), moves.of(register, months)
    result = _grouped(held, given_up, groups, by_debtor, now) if groups else _whole(held, given_up, now)
    return [
        Row(_key(groups, key), numbers) for key, numbers in sorted(result.items(), key=lambda item: _order(item[0]))
    ]


def counted(register: QuerySet[Commitment], groups: Sequence[str], *, now: datetime) -> list[Row]:
    """Return the numbers by groups without the moves, which are rows of their own: one statement."""
    found = _added(_counts(register, grain.columns(groups), now), len(groups), now)
    return [Row(_key(groups, key), numbers) for key, numbers in sorted(found.items(), key=lambda item: _order(item[0]))]


def total(found: Sequence[Row]) -> FourNumbers:
    """Return the sum of some rows."""
    return sum((row.numbers for row in found), FourNumbers())


def _counting(now: datetime) -> dict[str, Count]:
    conditions = {**buckets(now), "felt_kept": felt_kept(now)}
    return {name: Count("id", filter=where) for name, where in conditions.items()}


def _whole(held: QuerySet[Commitment], given_up: QuerySet[Move], now: datetime) -> Counted:
    """Count without groups: an empty register has numbers, too, nought of each."""
    counts = held.order_by().aggregate(**_counting(now))
    return {(): FourNumbers(**counts, renegotiated=given_up.count())}


def _counts(held: QuerySet[Commitment], columns: Sequence[F | Case], now: datetime) -> QuerySet[Any, tuple[Any, ...]]:
    """Return the counts by columns, with nought renegotiated."""
    return held.order_by().values_list(*columns).annotate(**_counting(now), renegotiated=Value(0))


def _moves(given_up: QuerySet[Move], columns: Sequence[F | Case], now: datetime) -> QuerySet[Any, tuple[Any, ...]]:
    """Return how many due times were given up by columns, with nought of all other counts."""
    noughts = {name: Value(0) for name in _counting(now)}
    return given_up.order_by().values_list(*columns).annotate(**noughts, renegotiated=Count("id"))


def _grouped(
    held: QuerySet[Commitment], given_up: QuerySet[Move], groups: Sequence[str], by_debtor: bool, now: datetime
) -> Counted:
    """Count by groups, what is held in its month and each due time that was given up in the month of it."""
    columns = grain.columns(groups, by_debtor=by_debtor)
    along = grain.columns(groups, of="commitment__", by_debtor=by_debtor)
    abandoned = [F("from_month") if group == "month" else column for group, column in zip(groups, along, strict=True)]
    found = _counts(held, columns, now).union(_moves(given_up, abandoned, now), all=True)
    return _added(found, len(groups), now)


def _added(found: Iterable[tuple[Any, ...]], width: int, now: datetime) -> Counted:
    """Return the sums of records by their first `width` columns."""
    names, result = [*_counting(now), "renegotiated"], defaultdict[tuple[Any, ...], FourNumbers](FourNumbers)
    for record in found:
        result[record[:width]] += FourNumbers(**dict(zip(names, record[width:], strict=True)))
    return result


def _key(groups: Sequence[str], values: tuple[Any, ...]) -> dict[str, str]:
    return {group: _text(group, value) for group, value in zip(groups, values, strict=True)}


def _text(group: str, value: Any) -> str:
    if value is None:
        return ""
    return f"{value:%Y-%m}" if group == "month" else str(value)


def _order(values: tuple[Any, ...]) -> tuple[str, ...]:
    return tuple("" if value is None else str(value) for value in values)
