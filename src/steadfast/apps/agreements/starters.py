"""Agreements to start from: what an MSP commonly offers, as clauses that a practice takes over and changes.

The targets are ours, within the ranges that published service agreements show; none is a recommendation.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

type Body = Mapping[str, Any]
MINUTE, HOUR, DAY = 60, 3_600, 86_400
WEEKLY = {day: [["09:00", "17:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}
CLAUSES = {
    "kinds": {
        "first response": {
            "targets": {"P1": 15 * MINUTE, "P2": HOUR, "P3": 4 * HOUR, "P4": 8 * HOUR},
            "starts": "opened",
            "stops": "replied",
            "pauses_on": [],
        },
        "resolution": {
            "targets": {"P1": 4 * HOUR, "P2": 8 * HOUR, "P3": 24 * HOUR, "P4": 40 * HOUR},
            "starts": "opened",
            "stops": "resolved",
            "pauses_on": ["client", "resolved"],
        },
    },
    "warn_bp": 7500,
    "confirmation_s": 5 * DAY,
}
ROUND_THE_CLOCK: Mapping[str, Any] = {day: [["00:00", "24:00"]] for day in (*WEEKLY, "sat", "sun")}
PRIORITIES = ("P1", "P2", "P3", "P4")


@dataclass(frozen=True, slots=True)
class Starter:
    """`calendar` is the name of its calendar and `weekly` its hours, None: the office hours of the practice.

    An agreement takes its names over in the language of who makes it.
    """

    key: str
    name: str | Promise
    words: str | Promise
    body: Body
    calendar: str | Promise = ""
    weekly: Body | None = None


def _clauses(answer: tuple[int, ...], solve: tuple[int, ...] = ()) -> Body:
    kinds = {"first response": _kind(answer, "replied", [])}
    if solve:
        kinds["resolution"] = _kind(solve, "resolved", ["client", "resolved"])
    return {"kinds": kinds, "warn_bp": 7500, "confirmation_s": 5 * DAY}


def _kind(targets: tuple[int, ...], stops: str, pauses: list[str]) -> Body:
    by_priority = dict(zip(PRIORITIES, targets, strict=True))
    return {"targets": by_priority, "starts": "opened", "stops": stops, "pauses_on": pauses}


STARTERS = (
    Starter("standard", _("Standard"), _("An answer and a solution within office hours."), CLAUSES),
    Starter(
        "essential",
        _("Essential"),
        _("An answer within office hours; no time is promised for the solution."),
        _clauses((HOUR, 2 * HOUR, 8 * HOUR, 16 * HOUR)),
    ),
    Starter(
        "premium",
        _("Premium"),
        _("Shorter times than Standard, within office hours."),
        _clauses(
            (15 * MINUTE, 30 * MINUTE, 2 * HOUR, 4 * HOUR),
            (2 * HOUR, 4 * HOUR, 12 * HOUR, 20 * HOUR),
        ),
    ),
    Starter(
        "clock",
        _("Round the clock"),
        _("An answer and a solution at any hour, holidays too: for servers that must not stand still."),
        _clauses((15 * MINUTE, HOUR, 8 * HOUR, 24 * HOUR), (4 * HOUR, 12 * HOUR, 48 * HOUR, 96 * HOUR)),
        _("Round the clock"),
        ROUND_THE_CLOCK,
    ),
)


def starter(key: str) -> Starter:
    """Return the starter of a key; KeyError for none."""
    return {one.key: one for one in STARTERS}[key]
