"""Why a client is at risk: each line at its threshold, and no line without its figures."""

from steadfast.domain.signs.risk import Past, lines


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
