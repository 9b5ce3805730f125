"""What of a mail is new: nothing is ever lost, whatever somebody wrote; and it takes no time worth naming."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from steadfast.domain.mail.quoting import split

LINES = st.sampled_from(
    [
        "", " ", "Hello", "> quoted", ">> twice", "On Mon, 2 Mar 2026 at 10:00, Ines <i@x.example> wrote:", "-- ", "--",
        "From: Ines", "Sent: Monday", "To: Amara", "Subject: Phones", "________________", "-----Original Message-----",
        "Sent from my iPhone", "```", "Am 2.3.2026 schrieb Ines <i@x.example>:", "—", "wrote:", "ends at noon:",
    ]
)  # fmt: skip


@given(st.one_of(st.text(), st.lists(LINES, max_size=30).map("\n".join), st.lists(LINES, max_size=30).map("\r\n".join)))
@settings(max_examples=300, deadline=None)
def test_the_parts_together_are_the_text(text: str) -> None:
    found = split(text)
    assert found.whole == text
    words = [word for word in text.split() if word]
    assert sorted([*found.new.split(), *found.folded.split()]) == sorted(words)


@pytest.mark.parametrize(
    "line",
    ["> a", "From: x", "a\n> b", "a\n", "From: a\nb", "On 1 x <a", "On 1 Jan 2026 x@y wrote:", "Jo <jo@x " * 60 + ":",
     "a\nOn 1 Jan 2026 x@y wrote:\n"],
)  # fmt: skip
def test_thousands_of_lines_take_a_moment(line: str) -> None:
    begin = time.process_time()
    split(f"{line}\n" * 5_000)
    assert time.process_time() - begin < 5


@pytest.mark.parametrize(
    "line", ["_" * 1_000_000 + "x", " " * 1_000_000 + "x", "On 1 " + "<@ " * 300_000, ">" * 1_000_000]
)
def test_one_endless_line_takes_a_moment(line: str) -> None:
    begin = time.process_time()
    assert split(f"{line}\nHello").whole == f"{line}\nHello"
    assert time.process_time() - begin < 2


@pytest.mark.parametrize(
    "introduction",
    [
        "2026-02-05 13:29 GMT+02:00 Ines <\ni@harbor.example>:",
        "Thu, 26 Jun 2026 14:00:51 +0400 от Ines <i@harbor.example>:",
        '26.06.2026, 14:41, "Ines" <i@harbor.example>:',
    ],
)
def test_a_date_and_a_name_introduce_a_quote_in_any_language(introduction: str) -> None:
    assert split(f"It beeps.\n\n{introduction}\n> We look.\n").new.rstrip() == "It beeps."


def test_a_drawn_line_in_the_middle_of_a_text_is_no_end() -> None:
    text = "These services end:\n\nName  Date\n----------------\nPhones  1 May\n"
    assert split(text).new == text.strip()


def test_a_mail_that_is_a_signature_alone_is_shown() -> None:
    assert split("-- \nAmara Ruiz").new == "Amara Ruiz"
