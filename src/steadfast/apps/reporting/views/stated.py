"""Months whose stated figures a later fact changed, each in a sentence: what was stated when, and what it says now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from steadfast.apps.reporting.queries.statements import Stated, Statement
from steadfast.domain import language
from steadfast.domain.commitment.numbers import FourNumbers
from steadfast.domain.language import say
from steadfast.domain.measures.interval import is_small
from steadfast.foundation.templatetags.house import percent

RESTATED = "restated"


@dataclass(frozen=True, slots=True)
class Restated:
    """One month: its first day, and "stated 94.1 % on 1 Nov, restated 93.8 % on 9 Nov: 2 more kept late"."""

    month: date
    text: str


def restated(found: Stated | None, zone: str) -> list[Restated]:
    """Return the months of which more than an open end changed, the newest first."""
    months = sorted((found or {}).items(), reverse=True)
    return [Restated(month, _sentence(statements, zone)) for month, statements in months if _is_restated(statements)]


def _is_restated(statements: Sequence[Statement]) -> bool:
    return any(one.change is not None and one.change.name == RESTATED for one in statements)


def _sentence(statements: Sequence[Statement], zone: str) -> str:
    told = [one for one in statements if one.change is None or one.change.name == RESTATED]
    return ", ".join(_said(one, zone) for one in told)


def _said(one: Statement, zone: str) -> str:
    on = one.as_of.astimezone(ZoneInfo(zone))
    values = {"share": _kept(one.numbers), "day": language.day_of_year(on)}
    if one.change is None:
        return say("stated %(share)s on %(day)s", **values)
    return say("restated %(share)s on %(day)s (%(change)s)", change=one.change, **values)


def _kept(numbers: FourNumbers) -> str:
    """Return the share kept, of few the counts, of none a dash."""
    if is_small(numbers.fell_due) and numbers.fell_due:
        return say("%(hits)s of %(all)s", hits=numbers.kept, all=numbers.fell_due)
    return percent(numbers.share_kept)
