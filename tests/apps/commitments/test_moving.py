"""Another date: asked for, agreed to by the creditor before the due time, kept as a Move, and refused otherwise."""

from datetime import timedelta

import pytest
from django.db import connection

from steadfast.apps.commitments import operations
from steadfast.apps.commitments.checks import answers, drift, moves, words
from steadfast.apps.commitments.models import Commitment, Move, Proposal
from steadfast.apps.commitments.operations import Stale
from steadfast.apps.desk import operations as desk_operations
from steadfast.apps.desk.checks import tickets
from steadfast.apps.desk.models import Ticket
from steadfast.apps.identity.models import Person
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.foundation import triggers
from steadfast.foundation.models import Event
from tests import cast, factories
from tests.apps.commitments.desk import DAY, HOUR
from tests.factories import NOW

pytestmark = pytest.mark.django_db
LATER = NOW + 7 * DAY


class Owed:
    """A P3 ticket of Kestrel Dental, whose resolution falls due on Thursday at ten."""

    def __init__(self) -> None:
        self.ticket = factories.ticket()
        self.ines = factories.actor(factories.member(cast.INES))
        self.amara, self.jo = factories.contact(cast.KESTREL), factories.contact(cast.MARLOW)
        self.row = Commitment.objects.get(subject_id=self.ticket.pk, kind="resolution")

    def ask(self, **other: object) -> Proposal:
        said = {"to_due": LATER, "reason": "the part comes on Monday", "seen": None, "asked_id": self.amara.pk}
        return operations.propose(self.row.pk, **{**said, "actor": self.ines, "now": NOW + HOUR, **other})  # type: ignore[arg-type]

    def yes(self, proposal: Proposal, by: Person | None = None, **other: object) -> None:
        said: dict[str, object] = {"yes": True, "by_id": (by or self.amara).pk, "now": NOW + 2 * HOUR}
        operations.answer(proposal.pk, actor=factories.actor(by or self.amara), **{**said, **other})  # type: ignore[arg-type]

    def fresh(self) -> Commitment:
        return Commitment.objects.select_related("subject", "terms__calendar_version").get(pk=self.row.pk)


@pytest.fixture
def owed() -> Owed:
    return Owed()


def checked() -> list[str]:
    checks = (drift.check, moves.check, answers.check, words.check, tickets.check)
    return [str(finding) for check in checks for finding in check()]


def test_nothing_changes_until_the_creditor_says_yes(owed: Owed) -> None:
    before = owed.row.due_at
    proposal = owed.ask()
    assert (owed.fresh().due_at, owed.fresh().moves, proposal.expires_at) == (before, 0, before)
    assert checked() == []


def test_a_yes_moves_the_due_time_and_the_first_one_stays(owed: Owed) -> None:
    first = owed.row.due_at
    owed.yes(owed.ask(), words="Monday is fine")
    row, move = owed.fresh(), Move.objects.get()
    assert (row.due_at, row.first_due_at, row.felt_due_at, row.moves) == (LATER, first, LATER, 1)
    assert row.slip_s == move.slip_s == int((LATER - first).total_seconds())
    assert (move.from_due, move.to_due, move.agreed_by, f"{move.from_month:%Y-%m}") == (
        first, LATER, owed.amara, "2026-03"
    )  # fmt: skip
    assert move.evidence_event.kind == "proposal.answered"
    assert checked() == []


def test_the_tickets_nearest_due_time_follows(owed: Owed) -> None:
    desk_operations.reply(owed.ticket.pk, text="Monday, then.", actor=owed.ines, now=NOW + HOUR)
    owed.yes(owed.ask())
    assert Ticket.objects.get(pk=owed.ticket.pk).next_due_at == LATER


def test_a_no_leaves_it_and_another_date_can_be_asked_for(owed: Owed) -> None:
    before = owed.row.due_at
    owed.yes(owed.ask(), yes=False, words="We open on Thursday")
    assert owed.fresh().due_at == before
    owed.ask(to_due=NOW + 5 * DAY)
    assert Proposal.objects.count() == 2
    assert checked() == []


def test_it_counts_by_its_last_date_and_a_later_wait_pauses_it_again(owed: Owed) -> None:
    owed.yes(owed.ask())
    desk_operations.wait(
        owed.ticket.pk, reason="client", words="the list", expires_at=NOW + 2 * DAY, actor=owed.ines, now=NOW + DAY
    )
    assert owed.fresh().due_at > LATER
    assert checked() == []


def test_a_wait_that_runs_when_they_say_yes_no_longer_pauses_the_clock(owed: Owed) -> None:
    desk_operations.wait(
        owed.ticket.pk, reason="client", words="the list", expires_at=NOW + 2 * DAY, actor=owed.ines, now=NOW + HOUR
    )
    owed.yes(owed.ask(now=NOW + HOUR))
    row = owed.fresh()
    assert (row.due_at, row.waiting_since) == (LATER, None)
    assert checked() == []
    desk_operations.end_wait(owed.ticket.pk, actor=owed.ines, now=NOW + DAY)
    assert owed.fresh().due_at == LATER
    assert checked() == []


def test_two_moves_add_up_and_a_date_brought_forward_adds_no_slip(owed: Owed) -> None:
    first = owed.row.due_at
    owed.yes(owed.ask())
    owed.yes(owed.ask(to_due=NOW + 5 * DAY, now=NOW + 3 * HOUR), now=NOW + 4 * HOUR)
    row = owed.fresh()
    assert (row.moves, row.due_at, row.slip_s) == (2, NOW + 5 * DAY, int((LATER - first).total_seconds()))
    assert checked() == []


@pytest.mark.parametrize(
    ("other", "why"),
    [
        ({"now": NOW + 30 * DAY, "to_due": NOW + 40 * DAY}, "fallen due"),
        ({"to_due": NOW}, "lie ahead"),
        ({"asked_id": None}, "Say who of Kestrel Dental"),
        ({"asked_id": 999_999}, "Say who of Kestrel Dental"),
        ({"seen": 99}, "changed"),
    ],
)
def test_what_cannot_be_asked(owed: Owed, other: dict[str, object], why: str) -> None:
    owed.row.creditor_person = None
    Commitment.objects.filter(pk=owed.row.pk).update(creditor_person=None)
    with pytest.raises((Refused, Stale), match=why):
        owed.ask(**other)
    assert Proposal.objects.count() == 0


def test_a_person_of_another_client_is_not_asked(owed: Owed) -> None:
    with pytest.raises(Refused, match="only the creditor"):
        owed.ask(asked_id=owed.jo.pk)


def test_the_wrong_party_cannot_say_yes(owed: Owed) -> None:
    proposal = owed.ask()
    for who in (owed.jo, factories.member(cast.INES)):
        with pytest.raises(Refused, match="Only Kestrel Dental"):
            owed.yes(proposal, by=who)
    assert (owed.fresh().moves, Move.objects.count()) == (0, 0)


def test_after_the_due_time_no_yes_moves_it(owed: Owed) -> None:
    proposal = owed.ask()
    with pytest.raises(Refused, match="fallen due"):
        owed.yes(proposal, now=owed.row.due_at + timedelta(seconds=1))
    owed.yes(proposal, now=owed.row.due_at)  # at the due time itself it can still be kept, and moved
    assert owed.fresh().due_at == LATER


def test_what_was_taken_back_or_answered_is_not_answered_again(owed: Owed) -> None:
    proposal = owed.ask()
    with pytest.raises(Refused, match="asked for already"):
        owed.ask()
    operations.take_back(proposal.pk, actor=owed.ines, now=NOW + HOUR)
    with pytest.raises(Refused, match="taken back"):
        owed.yes(proposal)
    again = owed.ask()
    owed.yes(again)
    with pytest.raises(Refused, match="answered already"):
        owed.yes(again, yes=False)
    assert checked() == []


def test_what_is_kept_meanwhile_is_not_moved(owed: Owed) -> None:
    proposal = owed.ask()
    desk_operations.resolve(owed.ticket.pk, text="Done.", actor=owed.ines, now=NOW + HOUR)
    with pytest.raises(Refused, match="closed as fulfilled"):
        owed.yes(proposal)


def test_a_recorded_yes_needs_their_words_and_names_who_said_it(owed: Owed) -> None:
    said = {"to_due": LATER, "reason": "the part", "by_id": owed.amara.pk, "seen": None, "actor": owed.ines}
    with pytest.raises(Refused, match="needs the words of Amara Ruiz"):
        operations.record(owed.row.pk, words=" ", now=NOW + HOUR, **said)  # type: ignore[arg-type]
    proposal = operations.record(owed.row.pk, words="by phone: fine", now=NOW + HOUR, **said)  # type: ignore[arg-type]
    assert (proposal.answered_by, proposal.recorded_by_id) == (owed.amara, owed.ines.person_id)
    assert owed.fresh().due_at == LATER
    assert checked() == []


def test_what_a_client_owes_us_moves_with_our_own_yes(owed: Owed) -> None:
    desk_operations.wait(
        owed.ticket.pk, reason="client", words="the list", expires_at=NOW + DAY, actor=owed.ines, now=NOW
    )
    desk_operations.say_yes(owed.ticket.pk, due_at=NOW + 5 * HOUR, actor=owed.ines, now=NOW)
    theirs = Commitment.objects.get(subject_id=owed.ticket.pk, direction="theirs")
    said = {"to_due": NOW + DAY, "reason": "their server", "words": "", "seen": theirs.version}
    operations.record(theirs.pk, by_id=owed.ines.person_id, actor=owed.ines, now=NOW + HOUR, **said)  # type: ignore[arg-type]
    theirs.refresh_from_db()
    assert (theirs.due_at, theirs.moves) == (NOW + DAY, 1)
    assert checked() == []


def test_keeping_what_we_waited_for_ends_the_wait_of_its_ticket(owed: Owed) -> None:
    desk_operations.wait(
        owed.ticket.pk, reason="client", words="the list", expires_at=NOW + DAY, actor=owed.ines, now=NOW
    )
    desk_operations.say_yes(owed.ticket.pk, due_at=NOW + 5 * HOUR, actor=owed.ines, now=NOW)
    theirs = Commitment.objects.get(subject_id=owed.ticket.pk, direction="theirs")
    operations.keep(
        theirs.pk, words="it came by mail", done_at=NOW + HOUR, seen=None, actor=owed.ines, now=NOW + 2 * HOUR
    )
    theirs.refresh_from_db()
    assert (theirs.done_at, theirs.verdict, Ticket.objects.get(pk=owed.ticket.pk).state) == (
        NOW + HOUR, "kept", "in progress"
    )  # fmt: skip
    assert checked() == []


@pytest.mark.parametrize(("ending", "verdict"), [("released", "released"), ("withdrawn", "broken"), ("void", "void")])
def test_an_ending_keeps_the_words_that_go_with_it(owed: Owed, ending: str, verdict: str) -> None:
    operations.end(owed.row.pk, ending, words="said on the phone", seen=1, actor=owed.ines, now=NOW + HOUR)
    row = owed.fresh()
    assert (row.verdict, [w.text for w in row.words.all()]) == (verdict, ["said on the phone"])
    assert checked() == []


def test_what_a_reply_or_the_resolution_keeps_is_not_ticked_off(owed: Owed) -> None:
    with pytest.raises(Refused, match=r"resolution on T-1 fulfills"):
        operations.keep(owed.row.pk, words="", seen=None, actor=owed.ines, now=NOW + HOUR)


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ("UPDATE commitments_move SET slip_s = 1", "slip_s is 1"),
        ("UPDATE commitments_move SET reason = 'another'", "reason is not the one"),
        ("UPDATE commitments_move SET from_month = '2020-01-01'", "from_month"),
        ("DELETE FROM commitments_move", "0 rows, its events tell of 1"),
        ("UPDATE commitments_proposal SET answered_by_id = made_by_id", "answered_by_id"),
        ("UPDATE commitments_proposal SET words = 'never'", "words are not those"),
        ("UPDATE commitments_proposal SET answer = 'no'", "answer is no"),
    ],
)
def test_verify_names_what_was_altered_by_hand(owed: Owed, change: str, named: str) -> None:
    owed.yes(owed.ask(), words="fine")
    triggers.remove()
    with connection.cursor() as cursor:
        cursor.execute(change)
    assert any(named in text for text in checked())


def test_the_events_tell_the_whole_way(owed: Owed) -> None:
    owed.yes(owed.ask())
    kinds = list(Event.objects.filter(subject_id=owed.ticket.pk).order_by("id").values_list("kind", flat=True))
    assert kinds[-3:] == ["proposal.made", "proposal.answered", "commitment.moved"]
