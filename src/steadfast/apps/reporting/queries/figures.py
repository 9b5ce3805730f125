"""The four numbers, counted by the database. The domain says what counts where; a test compares the two."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Case, Count, F, QuerySet

from steadfast.apps.commitments.models import Commitment
from steadfast.apps.commitments.queries.numbers import buckets, felt_kept
from steadfast.apps.reporting.queries import grain, moves
from steadfast.apps.reporting.queries.months import EVER, Months
from steadfast.domain.commitment.numbers import FourNumbers


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
    result = _counts(register.filter(months.where("due_month")), grain.columns(groups, by_debtor=by_debtor), now)
    for key, count in _moves(register, groups, months, by_debtor).items():
        result[key] = result.get(key, FourNumbers()) + FourNumbers(renegotiated=count)
    return [
        Row(_key(groups, key), numbers) for key, numbers in sorted(result.items(), key=lambda item: _order(item[0]))
    ]


def counted(register: QuerySet[Commitment], groups: Sequence[str], *, now: datetime) -> list[Row]:
    """Return the numbers by groups without the moves, which are rows of their own: one statement."""
    found = _counts(register, grain.columns(groups), now)
    return [Row(_key(groups, key), numbers) for key, numbers in sorted(found.items(), key=lambda item: _order(item[0]))]


def total(found: Sequence[Row]) -> FourNumbers:
    """Return the sum of some rows."""
    return sum((row.numbers for row in found), FourNumbers())


def _counts(
    register: QuerySet[Commitment], columns: Sequence[F | Case], now: datetime
) -> dict[tuple[Any, ...], FourNumbers]:
    """Count in one query; without columns an empty register has numbers, too: nought of each."""
    counts = {name: Count("id", filter=where) for name, where in {**buckets(now), "felt_kept": felt_kept(now)}.items()}
    if not columns:
        return {(): FourNumbers(**register.order_by().aggregate(**counts))}
    found = register.order_by().values_list(*columns).annotate(**counts)
    return {
        tuple(record[: len(columns)]): FourNumbers(**dict(zip(counts, record[len(columns) :], strict=True)))
        for record in found
    }


def _moves(
    register: QuerySet[Commitment], groups: Sequence[str], months: Months, by_debtor: bool
) -> dict[tuple[Any, ...], int]:
    """Count each due time that was given up, in the month of it."""
    columns = grain.columns(groups, of="commitment__", by_debtor=by_debtor)
    names = [F("from_month") if group == "month" else column for group, column in zip(groups, columns, strict=True)]
    found = moves.of(register, months).order_by()
    if not names:
        count = found.count()
        return {(): count} if count else {}
    return {tuple(record[:-1]): record[-1] for record in found.values_list(*names).annotate(n=Count("id"))}


def _key(groups: Sequence[str], values: tuple[Any, ...]) -> dict[str, str]:
    return {group: _text(group, value) for group, value in zip(groups, values, strict=True)}


def _text(group: str, value: Any) -> str:
    if value is None:
        return ""
    return f"{value:%Y-%m}" if group == "month" else str(value)


def _order(values: tuple[Any, ...]) -> tuple[str, ...]:
    return tuple("" if value is None else str(value) for value in values)
