"""A form asks; its ticket says what was answered, in the order of the questions."""

from steadfast.domain.automation import questions
from steadfast.domain.automation.questions import Question

STARTER = [
    Question("who", "Who starts", "text", required=True),
    Question("day", "First day", "date", required=True),
    Question("desk", "Where", "choice", choices=("Shop", "Bakery")),
    Question("more", "Anything else", "long text"),
]


def test_what_was_answered_stands_in_order_and_what_was_not_is_left_out() -> None:
    answers = {"more": "Two screens\nand a phone", "who": " Lena ", "day": "2026-03-09", "desk": ""}
    assert questions.told(STARTER, answers) == (
        "Who starts: Lena\nFirst day: 2026-03-09\nAnything else:\nTwo screens\nand a phone"
    )
    assert questions.title("New starter", STARTER, answers, 300) == "New starter: Lena"
    assert questions.title("New starter", STARTER, {"who": "x" * 400}, 300) == "New starter: " + "x" * 287


def test_what_is_missing_or_no_choice_is_named() -> None:
    assert questions.missing(STARTER, {"who": " ", "desk": "Roof"}) == ["Who starts", "First day", "Where"]
    assert questions.missing(STARTER, {"who": "Lena", "day": "2026-03-09"}) == []


def test_faults_are_named() -> None:
    wrong = [Question("", "Where", "choice", choices=("Shop",)), Question("", "where"), Question("", "X", "color")]
    assert questions.faults(wrong) == [("Where", "choices"), ("where", "twice"), ("X", "type")]


def test_a_key_stays_and_a_new_question_gets_a_free_one() -> None:
    stored = questions.written([Question("q2", "Who"), Question("", "When"), Question("", "Where")])
    assert [one["key"] for one in stored] == ["q2", "q1", "q3"]
    assert questions.read(stored)[0] == Question("q2", "Who")
