"""People paste lists as they have them; an item is what is left when the marks are gone."""

import pytest

from steadfast.domain.automation import lines
from steadfast.domain.automation.lines import Line


@pytest.mark.parametrize(
    ("text", "words", "must"),
    [
        ("Back up the mailbox", "Back up the mailbox", False),
        ("! Back up the mailbox", "Back up the mailbox", True),
        ("!Back up the mailbox", "Back up the mailbox", True),
        ("- Back up the mailbox", "Back up the mailbox", False),
        ("- ! Back up the mailbox", "Back up the mailbox", True),
        ("! - Back up the mailbox", "Back up the mailbox", True),
        ("[ ] Back up  the\tmailbox", "Back up the mailbox", False),
        ("* [x] Back up the mailbox", "Back up the mailbox", False),
        ("-40 °C in the freezer", "-40 °C in the freezer", False),
    ],
)
def test_a_line_is_an_item_without_its_marks(text: str, words: str, must: bool) -> None:
    assert lines.read(text) == [Line(words, must)]


def test_empty_lines_and_the_same_words_twice_are_no_items() -> None:
    assert [line.words for line in lines.read("One\n\n  \n!\n-\none\nTwo")] == ["One", "-", "Two"]


def test_what_is_too_long_is_named() -> None:
    assert lines.too_long("short\n" + "x" * 201) == ["x" * 40 + "…"]
