"""A change of priority: other terms from the same start, both due times kept, and a breach that it hides is named."""

import pytest

from steadfast.apps.agreements.operations import add_agreement_version
from steadfast.apps.commitments.checks import drift
from steadfast.apps.commitments.models import Commitment, Reclassification
from steadfast.apps.commitments.queries.reclassified import dodged
from steadfast.apps.desk import operations
from steadfast.apps.desk.checks import tickets
from steadfast.apps.desk.models import Message, Ticket
from steadfast.domain.commitment.lifecycle import Refused
from tests import cast, factories
from tests.apps.desk.desk import Desk, at, fresh, kinds, owed
from tests.apps.desk.pages import browser, page, read

P1, P2, P3, P4 = (1, 1), (1, 2), (2, 2), (3, 3)


def change(desk: Desk, ticket: Ticket, to: tuple[int, int], now: object, reason: str = "Only one chair") -> None:
    impact, urgency = to
    operations.reprioritize(
        ticket.pk,
        impact=impact,
        urgency=urgency,
        reason=reason,
        actor=desk.ines,
        now=now,  # type: ignore[arg-type]
    )


def sound() -> bool:
    """Whether `verify` finds that every row says what its events say."""
    return list(drift.check()) == [] and list(tickets.check()) == []


def test_open_promises_take_the_terms_of_the_new_priority_from_the_same_start(desk: Desk) -> None:
    ticket = desk.open()
    change(desk, ticket, P1, at(2, "10:15"))
    assert owed(ticket, "first response").due_at == at(2, "10:30")
    assert owed(ticket, "resolution").due_at == at(2, "14:00")
    assert owed(ticket, "resolution").warn_at == at(2, "13:00")
    row = fresh(ticket)
    assert (row.priority, row.impact, row.urgency, row.next_due_at) == ("P1", 1, 1, at(2, "10:30"))
    assert sound()


def test_both_due_times_are_kept_with_the_reason(desk: Desk) -> None:
    ticket = desk.open()
    change(desk, ticket, P1, at(2, "10:15"))
    found = Reclassification.objects.get(commitment=owed(ticket, "resolution"))
    assert (found.from_priority, found.to_priority) == ("P3", "P1")
    assert (found.from_due, found.to_due, found.dodged) == (at(5, "10:00"), at(2, "14:00"), False)
    assert found.reason == "Only one chair"
    assert Message.objects.get(kind="inside").text == "Only one chair"


def test_lowered_before_the_breach_nothing_is_dodged(desk: Desk) -> None:
    ticket = desk.open(impact=1, urgency=1)
    change(desk, ticket, P4, at(2, "14:00"))
    assert not Reclassification.objects.get(commitment=owed(ticket, "resolution")).dodged


def test_lowered_after_the_breach_it_is_named(desk: Desk) -> None:
    ticket = desk.open(impact=1, urgency=1)
    change(desk, ticket, P4, at(2, "14:01"))
    row = owed(ticket, "resolution")
    assert Reclassification.objects.get(commitment=row).dodged
    assert row.due_at == at(9, "10:00")
    assert [c.kind for c in dodged(desk.theo, since=at(2, "00:00"))] == ["resolution", "first response"]
    assert not dodged(desk.theo, since=at(3, "00:00")).exists()


def test_what_has_ended_keeps_the_priority_it_ended_under(desk: Desk) -> None:
    ticket = desk.open(impact=1, urgency=1)
    operations.reply(ticket.pk, text="On it.", actor=desk.ines, now=at(2, "10:10"))
    change(desk, ticket, P3, at(2, "13:00"))
    first = owed(ticket, "first response")
    assert (first.priority, first.due_at, first.verdict) == ("P1", at(2, "10:30"), "kept")
    assert not Reclassification.objects.filter(commitment=first).exists()


def test_a_wait_still_pauses_under_the_new_terms(desk: Desk) -> None:
    ticket = desk.open()
    operations.wait(
        ticket.pk, reason="client", words="a list", expires_at=at(2, "12:00"), actor=desk.ines, now=at(2, "11:00")
    )
    change(desk, ticket, P1, at(2, "11:30"))
    row = owed(ticket, "resolution")
    assert (row.due_at, row.waiting_since, row.felt_due_at) == (at(2, "15:00"), at(2, "11:00"), at(2, "14:00"))
    assert sound()


def test_a_promise_for_an_instant_keeps_it(desk: Desk) -> None:
    ticket = desk.open()
    operations.promise(ticket.pk, what="Call back", due_at=at(3, "12:00"), actor=desk.ines, now=at(2, "10:05"))
    change(desk, ticket, P1, at(2, "10:15"))
    row = owed(ticket, "promise")
    assert (row.due_at, row.priority) == (at(3, "12:00"), "P1")
    assert sound()


def lacking(desk: Desk, *missing: str) -> Ticket:
    """Return a P1 ticket of Marlow Freight, whose agreement has no targets for some priorities."""
    body = {**factories.STANDARD, "kinds": {}}
    for kind, clause in factories.STANDARD["kinds"].items():
        targets = {p: s for p, s in clause["targets"].items() if p not in missing}
        body["kinds"][kind] = {**clause, "targets": targets}
    factories.agreement("Lacking", of=factories.client(cast.MARLOW), body=body)
    return desk.open(of=cast.MARLOW, impact=1, urgency=1)


def test_a_priority_without_target_is_no_release(desk: Desk) -> None:
    ticket = lacking(desk, "P4")
    change(desk, ticket, P4, at(2, "10:15"))
    row = owed(ticket, "resolution")
    assert (row.due_at, row.priority, row.closed_at) == (at(2, "14:00"), "P4", None)
    text = page(cast.INES, ticket, at(2, "10:20"))
    assert "P4 has no target, so it stays as promised at P1" in text
    assert sound()


def test_a_target_that_none_was_before_is_promised_from_now_on(desk: Desk) -> None:
    ticket = lacking(desk, "P1")
    assert not Commitment.objects.filter(subject_id=ticket.pk).exists()
    change(desk, ticket, P2, at(2, "12:00"))
    assert owed(ticket, "first response").due_at == at(2, "13:00")
    assert owed(ticket, "resolution").due_at == at(3, "12:00")
    assert owed(ticket, "resolution").promised_at == at(2, "12:00")
    assert sound()


def test_a_response_that_was_given_is_not_promised_afterwards(desk: Desk) -> None:
    ticket = lacking(desk, "P1")
    operations.reply(ticket.pk, text="On it.", actor=desk.ines, now=at(2, "10:10"))
    change(desk, ticket, P2, at(2, "12:00"))
    assert not Commitment.objects.filter(subject_id=ticket.pk, kind="first response").exists()


def test_a_newer_version_of_the_agreement_does_not_come_in_with_a_priority(desk: Desk) -> None:
    ticket = desk.open()
    version = factories.agreement()
    body = {**factories.STANDARD, "warn_bp": 5000}
    said = {"actor": desk.theo, "now": at(2, "10:05")}
    add_agreement_version(version.agreement, version.calendar, body, at(2, "10:05"), **said)  # type: ignore[arg-type]
    change(desk, ticket, P1, at(2, "10:15"))
    terms = owed(ticket, "resolution").terms
    assert terms is not None
    assert (terms.agreement_version_id, terms.warn_bp) == (version.pk, 7500)


def test_it_needs_a_reason_another_priority_and_an_unresolved_ticket(desk: Desk) -> None:
    ticket = desk.open()
    with pytest.raises(Refused, match="Say why"):
        change(desk, ticket, P1, at(2, "10:15"), reason=" ")
    with pytest.raises(Refused, match="already"):
        change(desk, ticket, P3, at(2, "10:15"))
    operations.resolve(ticket.pk, actor=desk.ines, now=at(2, "11:00"))
    with pytest.raises(Refused, match="reopen it first"):
        change(desk, ticket, P1, at(2, "11:15"))


def test_other_words_for_the_same_priority_change_no_promise(desk: Desk) -> None:
    ticket = desk.open()
    change(desk, ticket, (1, 3), at(2, "10:15"))
    assert fresh(ticket).impact == 1
    assert not Reclassification.objects.exists()
    assert "commitment.restamped" not in kinds(ticket)
    assert sound()


def test_verify_names_a_change_that_was_tampered_with(desk: Desk) -> None:
    ticket = desk.open(impact=1, urgency=1)
    change(desk, ticket, P4, at(2, "14:01"))
    row = owed(ticket, "resolution")
    Commitment.objects.filter(pk=row.pk).update(priority="P1")
    assert [f.what for f in drift.check()] == ["priority is P1, its events say P4"]


def test_a_reopened_promise_follows_the_priority_of_its_ticket(desk: Desk) -> None:
    ticket = desk.open()
    operations.resolve(ticket.pk, actor=desk.ines, now=at(2, "12:00"))
    operations.reopen(ticket.pk, reason="Back again", actor=desk.ines, now=at(2, "13:00"))
    change(desk, ticket, P2, at(2, "14:00"))
    assert owed(ticket, "resolution").due_at == at(3, "11:00")
    assert sound()


def test_card_and_thread_show_both_due_times_and_name_the_dodge(desk: Desk) -> None:
    ticket = desk.open(impact=1, urgency=1)
    change(desk, ticket, P4, at(2, "14:30"))
    text = page(cast.INES, ticket, at(2, "15:00"))
    assert "changed the priority from P1 to P4" in text
    assert "Put off after it had been missed: was due today 14:00 as P1, due 9 Mar as P4" in text
    assert "resolution, which had been missed at today 14:00, put off to 9 Mar" in text


def test_a_change_is_one_line_and_so_is_the_change_back(desk: Desk) -> None:
    ticket = desk.open()
    change(desk, ticket, P1, at(2, "10:15"))
    change(desk, ticket, P3, at(2, "10:20"))
    there = "changed the priority from P3 to P1: first response due today 10:30 instead of today 14:00; "
    for who in (cast.INES, cast.KESTREL):
        text = page(who, ticket, at(2, "10:25"))
        assert there in text
        assert "changed the priority from P1 to P3: first response due today 14:00 instead of today 10:30; " in text
        assert text.count("changed ") == 2
        assert text.count("was due") == 2  # the response on its card, the resolution among the promises
        assert "was due today 14:00 as P3, then today 10:30 as P1, due today 14:00 as P3" in text


def test_the_client_sees_both_due_times_and_not_our_reason(desk: Desk) -> None:
    ticket = desk.open(impact=1, urgency=1)
    change(desk, ticket, P4, at(2, "14:30"), reason="Amara exaggerates")
    text = page(cast.KESTREL, ticket, at(2, "15:00"))
    assert "was due today 14:00 as P1" in text
    assert "exaggerates" not in text
    assert "Change the priority" not in text


def test_the_form_changes_it_and_comes_back_with_what_was_typed(desk: Desk) -> None:
    ticket = desk.open()
    address = f"/tickets/{ticket.subject.number}/priority/"
    answer = browser(cast.INES).post(address, {"impact": "1", "urgency": "1", "reason_text": ""})
    assert answer.status_code == 422
    assert "Say why." in answer.content.decode()
    sent = {"impact": "1", "urgency": "1", "reason_text": "All chairs stand still"}
    assert browser(cast.INES).post(address, {**sent, "version": "9"}).status_code == 409
    assert browser(cast.INES).post(address, sent).status_code == 302
    assert fresh(ticket).priority == "P1"


def test_the_register_lists_and_counts_what_was_put_off(desk: Desk) -> None:
    ticket = desk.open(impact=1, urgency=1)
    desk.open(title="Another one")
    change(desk, ticket, P4, at(2, "14:30"))
    text = read(cast.THEO, "/register/?dodged=yes&verdict=any", at(2, "15:00"))
    assert "Put off after a breach" in text
    assert "Phones drop the line" in text
    assert "Another one" not in text
