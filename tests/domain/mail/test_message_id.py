"""The names of messages, as senders write them and as they forget to."""

from steadfast.domain.mail import message_id
from steadfast.domain.mail.header import Header


def test_a_name_is_the_same_with_brackets_folded_or_bare() -> None:
    assert len({message_id.digest(name) for name in ("<a@b.example>", "a@b.example", "<a@b.exam\r\n ple>")}) == 1
    assert message_id.digest("<>") == message_id.digest("  ") == ""


def test_what_is_answered_comes_first_then_the_newest() -> None:
    header = Header.of([("References", "<1@x> <2@x>\t<3@x>"), ("In-Reply-To", "<3@x>")])
    assert message_id.answered(header) == ["3@x", "2@x", "1@x"]


def test_names_without_brackets_are_found() -> None:
    assert message_id.answered(Header.of([("in-reply-to", "1@x, 2@x")])) == ["1@x", "2@x"]
    assert message_id.own(Header.of([("Message-Id", "nonsense")])) == ""


def test_ten_thousand_references_are_cut() -> None:
    many = " ".join(f"<{n}@x>" for n in range(10_000))
    assert message_id.answered(Header.of([("References", many)]))[0] == "9999@x"
    assert len(message_id.answered(Header.of([("References", many)]))) == message_id.MOST
