"""The peers of `bench clock`, each asked in its own words; what is not installed is named, not hidden.

A peer gets every help: its calendar and its operands are made before the watch starts.
"""

import importlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from steadfast.config.command.clock_workload import HOLIDAYS, ZONE, Question

type Answers = list[int]
"""Epoch seconds of due times, or working seconds."""


@dataclass(frozen=True, slots=True)
class Peer:
    """`prepare` makes the operands of a question, `ask` answers one (timed), `read` makes a number of the answer."""

    name: str
    question: str
    goal: int
    packages: tuple[str, ...]
    make: Callable[[Sequence[Question]], tuple[list[Any], Callable[[Any], Any], Callable[[Any], int]]]


def missing(peer: Peer) -> list[str]:
    """The packages of the peer that are not installed."""
    return [name for name in peer.packages if not _installed(name)]


def _installed(name: str) -> bool:
    try:
        importlib.import_module(name)
    except ImportError:
        return False
    return True


def _business_rules() -> Any:
    peer, pytz = importlib.import_module("businesstimedelta"), importlib.import_module("pytz")
    zone = pytz.timezone(ZONE)
    days = peer.WorkDayRule(start_time=time(9), end_time=time(17), working_days=[0, 1, 2, 3, 4], tz=zone)
    return peer.Rules([days, peer.HolidayRule(set(HOLIDAYS), tz=zone)])


def _businesstimedelta_due(questions: Sequence[Question]) -> Any:
    peer, rules = importlib.import_module("businesstimedelta"), _business_rules()
    operands = [(q.start, peer.BusinessTimeDelta(rules, seconds=q.work)) for q in questions]
    return operands, lambda pair: pair[0] + pair[1], _epoch


def _businesstimedelta_worked(questions: Sequence[Question]) -> Any:
    rules = _business_rules()
    return (
        [(q.start, q.end) for q in questions],
        lambda pair: rules.difference(*pair),
        lambda answer: int(answer.timedelta / timedelta(seconds=1)),
    )


def _pandas_due(questions: Sequence[Question]) -> Any:
    pandas = importlib.import_module("pandas")
    office = pandas.offsets.CustomBusinessHour(start="09:00", end="17:00", holidays=list(HOLIDAYS))
    operands = [(pandas.Timestamp(q.start).tz_convert(ZONE), office * (q.work // 3600)) for q in questions]
    return operands, lambda pair: pair[0] + pair[1], lambda answer: _epoch(answer.to_pydatetime())


def _business_duration_worked(questions: Sequence[Question]) -> Any:
    duration = importlib.import_module("business_duration").businessDuration
    days, opening, closing = list(HOLIDAYS), time(9), time(17)
    return (
        [(_local(q.start), _local(q.end)) for q in questions],
        lambda pair: duration(*pair, opening, closing, holidaylist=days, unit="sec"),
        int,
    )


PEERS = (
    Peer("businesstimedelta", "due", 300, ("businesstimedelta", "pytz"), _businesstimedelta_due),
    Peer("businesstimedelta", "worked", 300, ("businesstimedelta", "pytz"), _businesstimedelta_worked),
    Peer("pandas CustomBusinessHour", "due", 20, ("pandas",), _pandas_due),
    Peer("business-duration", "worked", 20, ("business_duration", "pandas"), _business_duration_worked),
)


def _epoch(moment: datetime) -> int:
    return int(moment.astimezone(UTC).timestamp())


def _local(moment: datetime) -> datetime:
    return moment.astimezone(ZoneInfo(ZONE)).replace(tzinfo=None)
