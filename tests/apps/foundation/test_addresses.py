"""A number in an address is one that a key can have, or none."""

import pytest

from steadfast.foundation.addresses import LARGEST, number_of


@pytest.mark.parametrize(("text", "number"), [("1", 1), ("007", 7), (str(LARGEST), LARGEST)])
def test_plain_digits_are_a_number(text: str, number: int) -> None:
    assert number_of(text) == number


@pytest.mark.parametrize("text", ["", "0", "-1", " 1", "1.0", "１", "²", str(LARGEST + 1), "9" * 5000])
def test_what_no_key_can_be_is_none(text: str) -> None:
    assert number_of(text) is None
