"""Words as search compares them, questions as people type them, and what is marked. No database."""

from hypothesis import given
from hypothesis import strategies as st

from steadfast.foundation.search import asking, folding, keys, marking
from steadfast.foundation.search.asking import Phrase
from steadfast.foundation.search.engines import postgresql


def test_words_are_compared_without_case_and_accents() -> None:
    assert folding.words("Zürich CAFÉ Łódź Straße İstanbul") == ["zurich", "cafe", "lodz", "strasse", "istanbul"]


def test_a_word_ends_where_neither_letter_nor_digit_follows() -> None:
    assert folding.words("T-1042: amara@kestrel.example, snake_case") == [
        *("t", "1042", "amara", "kestrel", "example", "snake", "case"),
    ]  # fmt: skip


def test_where_no_spaces_are_written_each_character_is_a_word() -> None:
    assert folding.words("東京のserver") == ["東", "京", "の", "server"]


@given(st.text(max_size=200))
def test_folding_again_changes_nothing_more(text: str) -> None:
    once = folding.words(text)
    assert folding.words(" ".join(once)) == once


def test_all_words_are_asked_for_and_the_last_may_be_a_beginning() -> None:
    assert asking.read("toner pri").phrases == (Phrase(("toner",)), Phrase(("pri",), open_end=True))
    assert asking.read("toner p").phrases == (Phrase(("toner",)), Phrase(("p",)))


def test_quotes_of_every_kind_keep_words_together_and_whole() -> None:
    wanted = (Phrase(("paper", "jam")),)
    assert asking.read('"paper jam"').phrases == asking.read("“Paper jam”").phrases == wanted
    assert asking.read('"paper jam').phrases == wanted


def test_an_address_or_a_number_is_a_phrase_of_its_parts() -> None:
    assert asking.read("amara@kestrel.example now").phrases[0] == Phrase(("amara", "kestrel", "example"))


def test_operators_are_words() -> None:
    assert [phrase.words for phrase in asking.read("cats AND NOT dogs*").phrases] == [
        ("cats",),
        ("and",),
        ("not",),
        ("dogs",),
    ]


def test_a_number_is_seen_with_and_without_its_letter() -> None:
    assert asking.read("T-1042").number == ("T", 1042)
    assert asking.read("c42").number == ("C", 42)
    assert asking.read("#17").number == ("", 17)
    assert asking.read("17 printers").number is None


def test_a_narrowing_is_no_word() -> None:
    question = asking.read('toner client:"Old Mill"', {"client": "client"})
    assert question.narrow == ("client", "Old Mill")
    assert [phrase.words for phrase in question.phrases] == [("toner",)]
    assert asking.read("http://x", frozenset({"client"})).narrow is None


@given(st.text(max_size=400))
def test_whatever_is_typed_is_a_question(text: str) -> None:
    question = asking.read(text, frozenset({"client"}))
    assert len(question.phrases) <= asking.MOST
    for phrase in question.phrases:
        assert all(word and folding.words(word) for word in phrase.words)


def test_marking_loses_nothing_and_marks_what_was_typed() -> None:
    parts = marking.marked("Die Müller-GmbH: <b>Toner</b>", asking.read("muller ton").phrases)
    assert "".join(part.text for part in parts) == "Die Müller-GmbH: <b>Toner</b>"
    assert [part.text for part in parts if part.is_hit] == ["Müller", "Toner"]


@given(st.text(max_size=300), st.text(max_size=30))
def test_marked_parts_are_the_text(text: str, asked: str) -> None:
    assert "".join(part.text for part in marking.marked(text, asking.read(asked).phrases)) == text


def test_a_snippet_is_short_and_has_the_word() -> None:
    parts = marking.snippet(
        ["nothing here", "filler " * 200 + "xylograph " + "filler " * 200], asking.read("xylograph").phrases
    )
    assert [part.text for part in parts if part.is_hit] == ["xylograph"]
    assert len("".join(part.text for part in parts)) < 260


def test_a_key_says_what_it_is_of_and_keys_sort_by_time() -> None:
    from datetime import UTC, datetime

    old, new = (keys.key_of(1, 77, datetime(year, 5, 1, tzinfo=UTC)) for year in (2016, 2026))
    assert old < new <= keys.LARGEST
    assert keys.read(new) == (new, 1, 77)
    assert keys.key_of(2, 1, None) < old


def test_a_word_that_stands_everywhere_keeps_a_place_for_each_reader() -> None:
    title, names, body, inside = "jam", "", "jam " * 900, "jam"
    places = next(
        part for part in postgresql.vector((title, names, body, inside, "k1")).split() if part.startswith("'jam'")
    )
    assert {place[-1] for place in places.partition(":")[2].split(",")} == {"A", "C", "D"}
    assert len(places.split(",")) <= 255


def test_a_number_with_its_letter_is_whole_and_one_without_may_go_on() -> None:
    assert asking.read("T-17").phrases == (Phrase(("t", "17")),)
    assert asking.read("17").phrases == (Phrase(("17",), open_end=True),)
    assert asking.read("printer T-17").phrases[-1] == Phrase(("t", "17"), open_end=True)
