"""Verify finds what a hand did behind the program's back, and names the row."""

from collections.abc import Callable, Iterator
from datetime import datetime

import pytest
from django.db import connection

from steadfast.foundation import events, subjects, triggers, verify
from steadfast.foundation.actor import SYSTEM
from steadfast.foundation.models import Chain
from steadfast.foundation.verify import chains, findings

pytestmark = pytest.mark.django_db

Altered = Callable[[str], list[str]]


@pytest.fixture
def altered(now: datetime) -> Altered:
    """Ten events, a statement run behind our back with the triggers away, and what verify says then."""
    subject = subjects.open_subject("thing", "A thing", 1)
    new = [events.NewEvent(1, "thing.n", now, subject.pk, {"n": n}) for n in range(10)]
    events.append_many(new, actor=SYSTEM, now=now)
    assert verify.run(["chains", "triggers"]) == []

    def alter(statement: str) -> list[str]:
        triggers.remove()
        with connection.cursor() as cursor:
            cursor.execute(statement.replace("#", f"(SELECT max(id) - {10 - 4} FROM foundation_event)"))
        triggers.install()
        return [str(finding) for finding in verify.run(["chains", "triggers"])]

    return alter


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE foundation_eventbody SET body = replace(body, '3', '4') WHERE event_id = #", "body altered"),
        (
            "UPDATE foundation_eventbody SET salt = (SELECT head FROM foundation_chain) WHERE event_id = #",
            "body altered",
        ),
        ("UPDATE foundation_event SET kind = 'thing.m' WHERE id = #", "columns altered: they differ from the body"),
        ("UPDATE foundation_event SET actor_id = 5 WHERE id = #", "columns altered: they differ from the body"),
        (
            "UPDATE foundation_event SET at = '2020-01-01 00:00:00' WHERE id = #",
            "columns altered: they differ from the body",
        ),
        ("DELETE FROM foundation_eventbody WHERE event_id = #", "body missing"),
    ],
)
def test_an_altered_event_is_named_alone(altered: Altered, statement: str, said: str) -> None:
    assert altered(statement) == [f"event 4 of chain 1: {said}"]


def test_a_forged_hash_breaks_its_own_link_and_the_next(altered: Altered) -> None:
    broken = "hash does not follow from the event before"
    said = altered("UPDATE foundation_event SET hash = digest WHERE id = #")
    assert said == [f"event 4 of chain 1: {broken}", f"event 5 of chain 1: {broken}"]


@pytest.mark.sqlite
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE foundation_eventbody SET salt = salt || salt WHERE event_id = #",
        "UPDATE foundation_eventbody SET body = x'ff00' WHERE event_id = #",
        "UPDATE foundation_event SET at = 'yesterday' WHERE id = #",
        "UPDATE foundation_event SET hash = 'none' WHERE id = #",
    ],
)
def test_what_cannot_even_be_read_is_named(altered: Altered, statement: str) -> None:
    assert altered(statement) == ["event 4 of chain 1: unreadable"]


def test_a_removed_event_is_missed(altered: Altered) -> None:
    altered("DELETE FROM foundation_eventbody WHERE event_id = #")
    assert altered("DELETE FROM foundation_event WHERE seq = 4") == ["event 4 of chain 1: missing"]


def test_a_cut_off_end_is_missed(altered: Altered) -> None:
    altered("DELETE FROM foundation_eventbody WHERE event_id > #")
    assert altered("DELETE FROM foundation_event WHERE seq > 4") == ["events 5 to 10 of chain 1: missing"]


def test_a_head_set_back_is_found(altered: Altered) -> None:
    said = altered("UPDATE foundation_chain SET seq = 9 WHERE id = 1")
    assert said == ["chain 1: head is not the hash of its last event", "chain 1: events after 9, where the chain ends"]


def test_an_event_appended_while_verify_reads_is_no_finding(now: datetime) -> None:
    new = events.NewEvent(1, "thing.seen", now, None, {})
    events.append(new, actor=SYSTEM, now=now)
    chain = Chain.objects.get(pk=1)
    events.append(new, actor=SYSTEM, now=now)
    assert list(chains.follow(1, chain.seq, bytes(chain.head))) == []


def test_chains_longer_than_a_piece_are_read_in_pieces(now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chains, "PIECE", 4)
    new = [events.NewEvent(1, "thing.n", now, None, {"n": n}) for n in range(12)]
    events.append_many(new, actor=SYSTEM, now=now)
    assert verify.run(["chains"]) == []


def test_a_missing_trigger_is_named() -> None:
    triggers.remove()
    said = [str(finding) for finding in verify.run(["triggers"])]
    assert "trigger foundation_event_refuses_update: missing, switched off or changed" in said
    assert len(said) == len(triggers.expected())
    guards = [words for words in said if "_refuses_" in words]
    assert len(guards) == 3 * len(triggers.insert_only_models()), "update, delete, and replace or truncate"
    triggers.install()
    assert verify.run(["triggers"]) == []


def test_a_trigger_that_was_made_harmless_counts_as_missing() -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE foundation_event DISABLE TRIGGER foundation_event_refuses_update")
        else:
            cursor.execute("DROP TRIGGER foundation_event_refuses_update")
            cursor.execute(
                "CREATE TRIGGER foundation_event_refuses_update BEFORE UPDATE ON foundation_event BEGIN SELECT 1; END"
            )
    assert triggers.missing() == ["foundation_event_refuses_update"]


def test_apps_add_checks_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(findings, "_checks", {})
    verify.register("mine")(lambda: [verify.Finding("row 3", "is odd")])
    assert [str(finding) for finding in verify.run()] == ["row 3: is odd"]
    with pytest.raises(ValueError, match="twice"):
        verify.register("mine")(list)


def test_a_check_that_stumbles_over_a_row_is_a_finding_and_the_others_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(findings, "_checks", {})

    @verify.register("first")
    def stumbles() -> Iterator[verify.Finding]:
        yield verify.Finding("row 3", "is odd")
        raise ValueError("row 4 is no row")

    verify.register("second")(lambda: [verify.Finding("row 5", "is odd")])
    assert [str(finding) for finding in verify.run()] == [
        "row 3: is odd",
        "check first: did not end: ValueError: row 4 is no row",
        "row 5: is odd",
    ]
