"""The text that is hashed: the same facts give the same bytes, whatever Python made of them. Pure."""

import hashlib
import json
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from enum import IntEnum, StrEnum
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steadfast.foundation import canonical

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


class Word(StrEnum):
    HIGH = "high"


class Rank(IntEnum):
    FIRST = 1


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({}, "{}"),
        ({"b": 1, "a": None, "ä": True}, '{"a":null,"b":1,"ä":true}'),
        ({"at": NOON}, '{"at":"2026-03-02T12:00:00Z"}'),
        ({"at": datetime(2026, 3, 2, 13, tzinfo=timezone(timedelta(hours=1)))}, '{"at":"2026-03-02T12:00:00Z"}'),
        ({"at": NOON + timedelta(microseconds=5)}, '{"at":"2026-03-02T12:00:00.000005Z"}'),
        ({"on": date(2026, 3, 2)}, '{"on":"2026-03-02"}'),
        ({"list": (1, [2, {"z": 1, "a": 2}])}, '{"list":[1,[2,{"a":2,"z":1}]]}'),
        ({"word": Word.HIGH, "rank": Rank.FIRST}, '{"rank":1,"word":"high"}'),
        ({"text": 'a "b"\n\0 🙂 שלום'}, '{"text":"a \\"b\\"\\n\\u0000 🙂 שלום"}'),
    ],
)
def test_facts_have_one_text(value: dict[str, Any], text: str) -> None:
    assert canonical.text(value) == text


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ({"share": 0.5}, "body.share: float 0.5"),
        ({"a": [{"money": Decimal("1.50")}]}, r"body.a\[0\].money: Decimal"),
        ({"at": datetime(2026, 3, 2)}, "has no zone"),
        ({1: "x"}, "key 1 is not text"),
        ({"big": 2**63}, "does not fit 64 bits"),
        ({"raw": b"x"}, "bytes"),
        ({"set": {1}}, "set"),
    ],
)
def test_what_has_no_single_text_is_refused_by_its_place(value: dict[Any, Any], said: str) -> None:
    with pytest.raises(canonical.NotCanonical, match=said):
        canonical.text(value)


def test_half_a_surrogate_pair_is_refused() -> None:
    with pytest.raises(canonical.NotCanonical, match="surrogate"):
        canonical.digest(b"salt", canonical.text({"text": "\ud83d"}))


plain = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(st.text(), plain, max_size=5))
def test_the_text_reads_back_as_the_same_facts_and_keys_do_not_depend_on_order(value: dict[str, Any]) -> None:
    text = canonical.text(value)
    assert json.loads(text) == value
    assert canonical.text(dict(reversed(value.items()))) == text
    assert text == json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def test_an_envelope_around_the_data_is_canonical_as_a_whole() -> None:
    columns: dict[str, Any] = {
        "actor": 7,
        "at": NOON,
        "commitment": None,
        "kind": 'a"b',
        "recorded_at": NOON,
        "subject": 3,
    }
    before, after = canonical.envelope(**columns)
    assert before + canonical.text({"x": 1}) + after == canonical.text({**columns, "data": {"x": 1}, "v": 1})


def test_digest_and_link_are_plain_sha256_of_joined_bytes() -> None:
    assert canonical.digest(b"salt", "ä") == hashlib.sha256(b"salt" + "ä".encode()).digest()
    assert canonical.link(b"a" * 32, b"b" * 32) == hashlib.sha256(b"a" * 32 + b"b" * 32).digest()
