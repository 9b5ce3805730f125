"""Clauses: an agreement as data gives terms, and a wrong one is refused by the name of its field."""

from datetime import date

import pytest

from steadfast.domain.commitment import clauses
from steadfast.domain.commitment.terms import Terms

STANDARD = {
    "kinds": {
        "first response": {"targets": {"P1": 900, "P2": 3600}, "starts": "opened", "stops": "replied"},
        "resolution": {
            "targets": {"P1": 14400},
            "starts": "opened",
            "stops": "resolved",
            "pauses_on": ["client", "resolved"],
            "clause": "§3",
        },
    },
    "warn_bp": 7500,
    "confirmation_s": 432000,
}


def test_an_agreement_gives_the_terms_of_a_kind_at_a_priority() -> None:
    terms = clauses.read(STANDARD).terms("resolution", "P1")
    assert terms == Terms("resolution", 14400, 7500, "opened", "resolved", ("client", "resolved"), 432000, "§3")


def test_a_priority_without_a_target_is_promised_nothing() -> None:
    assert clauses.read(STANDARD).terms("resolution", "P2") is None
    assert clauses.read(STANDARD).terms("visit", "P1") is None


@pytest.mark.parametrize(
    ("kinds", "field"),
    [
        ({"resolution": {"targets": {"P1": -1}}}, "resolution.targets.P1"),
        ({"resolution": {"targets": {"P1": 1.5}}}, "resolution.targets.P1"),
        ({"resolution": {"targets": {"P1": True}}}, "resolution.targets.P1"),
        ({"resolution": {"targets": {}, "starts": "replied"}}, "resolution.starts"),
        ({"resolution": {"targets": {}, "stops": "never"}}, "resolution.stops"),
        ({"next update": {"targets": {}, "starts": "opened"}}, "next update.starts"),
        ({"answer": {"targets": {}, "stops": "resolved"}}, "answer.stops"),
        ({"resolution": {"targets": {}, "pauses_on": ["lunch"]}}, "resolution.pauses_on"),
        ({"resolution": {"targets": {}, "pauses_on": "client"}}, "resolution.pauses_on"),
        ({"resolution": {"targets": [900]}}, "resolution.targets"),
        ({"resolution": 900}, "resolution.targets"),
        ("none", "kinds"),
    ],
)
def test_a_wrong_clause_is_refused_by_its_field(kinds: object, field: str) -> None:
    with pytest.raises(clauses.ClauseError) as refused:
        clauses.read({"kinds": kinds})
    assert refused.value.field == field


def test_clauses_survive_their_body() -> None:
    assert clauses.read(clauses.read(STANDARD).body()) == clauses.read(STANDARD)


def test_kinds_and_priorities_come_in_the_order_of_their_names() -> None:
    turned = {"kinds": {k: {"targets": {"P2": 2, "P1": 1}} for k in ("resolution", "next update", "first response")}}
    read = clauses.read(turned)
    assert list(read.kinds) == ["first response", "next update", "resolution"]
    assert list(read.kinds["resolution"].targets) == ["P1", "P2"]


def test_terms_survive_their_body_and_have_an_address_by_content() -> None:
    terms = clauses.read(STANDARD).terms("resolution", "P1")
    assert terms is not None
    assert Terms.from_body(terms.body()) == terms
    assert terms.digest(calendar=1, agreement=2) == terms.digest(calendar=1, agreement=2)
    assert terms.digest(calendar=1, agreement=2) != terms.digest(calendar=2, agreement=2)


def test_an_update_is_counted_from_a_reply_and_an_answer_from_the_question() -> None:
    read = clauses.read({"kinds": {"next update": {"targets": {"P1": 60}}, "answer": {"targets": {"P1": 60}}}})
    assert [(c.kind, c.starts, c.stops) for c in read.kinds.values()] == [
        ("answer", "asked", "answered"),
        ("next update", "replied", "replied"),
    ]


def test_a_clause_holds_no_letter_that_a_database_refuses() -> None:
    with pytest.raises(clauses.ClauseError, match=r"resolution\.clause: must hold no U\+0000"):
        clauses.read({"kinds": {"resolution": {"targets": {"P1": 60}, "clause": "with\0in"}}})


def test_how_long_it_runs_is_kept_only_where_it_is_agreed() -> None:
    assert clauses.read(STANDARD).body().keys() == STANDARD.keys()
    until = {**STANDARD, "ends_on": "2027-03-31", "notice_days": 90}
    found = clauses.read(until)
    assert (found.ends_on, found.notice_days) == (date(2027, 3, 31), 90)
    assert clauses.read(found.body()) == found


@pytest.mark.parametrize(
    ("field", "value"),
    [("ends_on", "soon"), ("ends_on", "2027-02-29"), ("ends_on", 20270331), ("notice_days", -1), ("notice_days", 3651)],
)
def test_an_end_that_is_no_day_is_refused(field: str, value: object) -> None:
    with pytest.raises(clauses.ClauseError) as refusal:
        clauses.read({**STANDARD, field: value})
    assert refusal.value.field == field
