"""Months that are closed, in the practice's zone, and what is stated of them."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import QuerySet

from steadfast.apps.commitments.models import Commitment, Move
from steadfast.apps.identity import queries as identity
from steadfast.apps.reporting.models import MonthStatement, MonthTouched
from steadfast.domain.commitment.months import following, month_of

GRACE = timedelta(hours=3)  # the last evening's facts come in until then


def first_running(*, now: datetime) -> date:
    """Return the first month that is not closed: a month closes some hours after its end."""
    return month_of(now - GRACE, identity.practice().zone)


def closed(*, now: datetime) -> list[date]:
    """Return every closed month, from the first that the register or a statement knows."""
    first = min((month for month in _firsts() if month is not None), default=None)
    end, found = first_running(now=now), []
    while first is not None and first < end:
        found.append(first)
        first = following(first)
    return found


def stated() -> list[date]:
    """Return the months of which there is a statement, in order."""
    return list(MonthStatement.objects.filter(revision=1).order_by("month").values_list("month", flat=True))


def unstated(*, now: datetime) -> list[date]:
    """Return the closed months of which there is no statement."""
    known = set(stated())
    return [month for month in closed(now=now) if month not in known]


def marked() -> Sequence[date]:
    """Return the stated months that changed since: those with a mark, all where a mark names no month."""
    marks = set(MonthTouched.objects.values_list("month", flat=True).distinct())
    return [month for month in stated() if None in marks or month in marks]


def are_all_marked() -> bool:
    """Tell whether a mark names no month, so that every one is counted from the register."""
    return MonthTouched.objects.filter(month=None).exists()


def _firsts() -> list[date | None]:
    earliest: list[QuerySet[Any, date]] = [
        Commitment.objects.order_by("due_month").values_list("due_month", flat=True),
        Move.objects.order_by("from_month").values_list("from_month", flat=True),
        MonthStatement.objects.order_by("month").values_list("month", flat=True),
    ]
    return [rows.first() for rows in earliest]
