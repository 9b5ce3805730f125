"""Why a client is at risk: each line at its threshold, and no line without its figures."""

from datetime import date, timedelta
from typing import Any

import pytest

from steadfast.domain.signs.risk import Ending, Past, lines

TODAY = date(2026, 3, 9)


def reasons(past: Past) -> list[str]:
    return [line.reason for line in lines(past)]


def test_a_client_with_whom_all_is_well_is_not_listed() -> None:
    assert reasons(Past(fell_due=100, broken=5, open_late=2, lately=3, before=20)) == []


def test_broken_promises_speak_once_one_in_five_is_certain() -> None:
    assert reasons(Past(fell_due=3, broken=2, lately=1)) == ["broken"]
    assert reasons(Past(fell_due=3, broken=1, lately=1)) == []
    assert lines(Past(fell_due=50, broken=20, lately=1))[0].figures == {
        "broken": 20, "fell_due": 50, "low": 28, "high": 54,
    }  # fmt: skip


def test_three_open_and_late_are_a_habit() -> None:
    assert reasons(Past(open_late=2)) == []
    assert reasons(Past(open_late=3)) == ["open late"]


def test_who_called_and_stopped_is_silent_and_who_never_called_is_not() -> None:
    assert reasons(Past(before=6)) == ["silent"]
    assert reasons(Past(before=5)) == []
    assert reasons(Past(before=6, lately=1)) == []


def ending(days: int, notice_days: int = 0) -> Ending:
    return Ending("Kestrel Dental", TODAY + timedelta(days=days), days, notice_days)


@pytest.mark.parametrize(
    ("days", "notice_days", "said"),
    [(60, 0, True), (61, 0, False), (150, 90, True), (151, 90, False), (0, 0, True), (-1, 90, True), (-400, 0, True)],
)
def test_an_agreement_speaks_from_sixty_days_before_the_last_day_for_notice(
    days: int, notice_days: int, said: bool
) -> None:
    assert reasons(Past(endings=[ending(days, notice_days)])) == (["ending"] if said else [])


def test_what_alone_is_no_risk_speaks_beside_an_end() -> None:
    uneasy: dict[str, Any] = {"fell_due": 100, "broken": 2, "lately": 1, "quiet_days": 35}
    assert reasons(Past(**uneasy)) == []
    assert reasons(Past(**uneasy, endings=[ending(41)])) == ["ending", "some broken", "unspoken"]
    assert lines(Past(**uneasy, endings=[ending(41)]))[2].figures == {"weeks": 5}
    assert reasons(Past(quiet_days=27, endings=[ending(41)])) == ["ending"]
    assert reasons(Past(quiet_days=28, endings=[ending(41)])) == ["ending", "unspoken"]
    assert reasons(Past(quiet_days=None, endings=[ending(41)])) == ["ending", "never spoke"]


def test_a_line_that_speaks_for_itself_is_not_said_twice() -> None:
    past = Past(fell_due=3, broken=3, before=6, quiet_days=70, endings=[ending(41), ending(300)])
    assert reasons(past) == ["ending", "broken", "silent"]
