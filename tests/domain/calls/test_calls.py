"""Numbers are the same however they are written; a call only goes on; a signature is good or not."""

import hashlib
import hmac
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from steadfast.domain.calls import number, signature, told


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("+44 20 7946 0001", "020 7946 0001", True),
        ("0044-20-7946-0001", "(020) 7946.0001", True),
        ("+44 20 7946 0001", "+44 20 7946 0002", False),
        ("21", "21", True),
        ("21", "+44 20 7946 0021", False),
        ("", "", False),
        ("anonymous", "anonymous", False),
    ],
)
def test_numbers_compare_from_the_right(one: str, other: str, same: bool) -> None:
    assert number.same(one, other) is same


def test_a_number_is_told_from_a_name() -> None:
    assert [number.is_number(text) for text in ("+44 20", "020 7946", "Amara", "7", "1st Floor")] == [
        True,
        True,
        False,
        False,
        False,
    ]


def test_a_body_tells_of_a_call() -> None:
    body = {"event": "Ringing", "call": "a81", "from": "+44 1", "to": "+44 2", "extension": 21}
    assert told.read(json.dumps(body).encode()) == told.Told("ringing", "a81", "in", "+44 1", "21")
    assert told.read(json.dumps({**body, "direction": "out"}).encode()).number == "+44 2"


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b'{"event": "sung"}', b'{"event": "ringing"}', b"\xff"])
def test_what_tells_of_no_call_says_why(body: bytes) -> None:
    with pytest.raises(told.Unreadable):
        told.read(body)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(told.STAGES)))
def test_a_call_never_goes_back(events: list[str]) -> None:
    state, over = "", False
    for event in events:
        state = told.follows(state, event)
        assert not over or state in ("missed", "ended")
        over = state in ("missed", "ended")


def test_what_ends_unanswered_was_missed() -> None:
    assert told.follows("ringing", "ended") == "missed"
    assert told.follows("answered", "ended") == "ended"
    assert told.follows("missed", "ringing") == "missed"


def test_a_signature_is_compared() -> None:
    good = hmac.new(b"key", b"1795000000.body", hashlib.sha256).hexdigest()
    assert signature.is_good("key", "1795000000", b"body", good)
    assert signature.is_good("key", "1795000000", b"body", f"sha256={good.upper()}")
    assert not signature.is_good("key", "1795000000", b"body!", good)
    assert not signature.is_good("key", "1795000001", b"body", good)
    assert not signature.is_good("key", "1795000000", b"body", "")
