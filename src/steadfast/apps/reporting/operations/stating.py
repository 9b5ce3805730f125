"""Stating: freeze the figures of a closed month, and state it anew when a later fact changed a count.

Each month is one short transaction. Marks are taken away before the count: what commits meanwhile leaves its own.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from steadfast.apps.commitments.models import Commitment
from steadfast.apps.reporting.models import MonthStatement, MonthTouched
from steadfast.apps.reporting.operations import watching
from steadfast.apps.reporting.operations.posting import post
from steadfast.apps.reporting.queries import closed_months


@dataclass(frozen=True, slots=True)
class Stated:
    """What became of a month: its newest revision, and whether that is new."""

    month: date
    revision: int
    is_new: bool


def close_months(*, now: datetime) -> list[Stated]:
    """State every month that closed and has no statement yet; return those. Running it twice changes nothing."""
    return list(_state_each(closed_months.unstated(now=now), now))


def restate_months(*, now: datetime) -> list[Stated]:
    """Count the months anew that are marked; return them. All of them where the marks cannot be trusted."""
    if watching.are_missing():
        watching.mark_all()
    return restate_all(closed_months.marked(), now=now)


def restate_all(months: Iterable[date] | None = None, *, now: datetime) -> list[Stated]:
    """Count months anew, by default every closed one; a revision is written where a count differs."""
    whole = list(MonthTouched.objects.filter(month=None).values_list("pk", flat=True))
    wanted = closed_months.closed(now=now) if months is None else list(months)
    stated = list(_state_each(wanted, now))
    if set(closed_months.stated()) <= {each.month for each in stated}:
        MonthTouched.objects.filter(pk__in=whole).delete()
    _forget_running(now)
    return stated


def _state_each(months: Iterable[date], now: datetime) -> Iterator[Stated]:
    for month in months:
        if (stated := state(month, now=now)) is not None:
            yield stated


@transaction.atomic
def state(month: date, *, now: datetime) -> Stated | None:
    """State one month; None where something in it has not fallen due, as after a change of the practice's zone."""
    MonthTouched.objects.filter(month=month).delete()
    if Commitment.objects.filter(due_month=month, due_at__gte=now).exists():
        MonthTouched.objects.create(month=month)
        return None
    # The first statement is the lock of its month: whoever waited for it reads the newest one afterwards.
    MonthStatement.objects.select_for_update(no_key=True).filter(month=month, revision=1).first()
    last = MonthStatement.objects.filter(month=month).aggregate(Max("revision"))["revision__max"] or 0
    is_new = _write(month, last + 1, now)
    return Stated(month, last + is_new, is_new)


@transaction.atomic
def _write(month: date, revision: int, now: datetime) -> bool:
    """Write a statement with its postings; tell whether it stays: one that tells nothing new is taken back."""
    statement = MonthStatement.objects.create(month=month, revision=revision, as_of=now)
    is_new = post(statement) > 0 or revision == 1
    transaction.set_rollback(not is_new)
    return is_new


def _forget_running(now: datetime) -> None:
    """Forget marks of months that are not closed: nothing is stated of them, and closing counts everything."""
    MonthTouched.objects.filter(month__gte=closed_months.first_running(now=now)).delete()
