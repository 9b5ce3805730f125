"""Two tickets become one: each promise fares as the preview says, nothing is deleted, all can be taken apart again."""

from datetime import datetime

import pytest

from steadfast.apps.commitments.models import Commitment, Wait
from steadfast.apps.desk import operations, queries
from steadfast.apps.desk.models import Ticket
from steadfast.apps.desk.operations import Changed, Seen
from steadfast.apps.desk.operations.merging import merge, take_apart
from steadfast.apps.desk.queries.merging import preview
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.foundation import verify
from tests import cast
from tests.apps.desk.desk import Desk, at, fresh, kinds, owed
from tests.apps.desk.pages import read


def two(desk: Desk, later: datetime | None = None, **said: object) -> tuple[Ticket, Ticket]:
    """Return T-1, which Ines took at ten, and T-2 about the same, opened at eleven."""
    first = desk.open()
    operations.take(first.pk, actor=desk.ines, now=at(2, "10:05"))
    return fresh(first), desk.open(title="Phones again", now=later or at(2, "11:00"), **said)


def merged(desk: Desk, now: datetime | None = None, **said: object) -> tuple[Ticket, Ticket]:
    stays, goes = two(desk, **said)
    merge(goes.pk, stays.pk, actor=desk.ines, now=now or at(2, "11:30"))
    return fresh(stays), fresh(goes)


def holds() -> None:
    assert [str(finding) for finding in verify.run()] == []


def test_the_same_obligation_is_owed_once_and_the_earlier_due_time_counts(desk: Desk) -> None:
    stays, goes = merged(desk)
    assert owed(goes, "first response").verdict == "void"
    assert owed(goes, "resolution").verdict == "void"
    assert owed(stays, "first response").verdict == owed(stays, "resolution").verdict == "open"
    assert (goes.state, goes.merged_into_id, goes.resolved_at, goes.next_due_at) == ("closed", stays.pk, None, None)
    assert "T-2 was merged into T-1" in owed(goes, "resolution").words.get().text
    holds()


def test_a_sooner_promise_of_the_merged_ticket_goes_on_there_and_a_reply_here_keeps_it(desk: Desk) -> None:
    stays, goes = merged(desk, impact=1, urgency=1)  # P1: half an hour
    assert owed(stays, "first response").verdict == "void"
    sooner = owed(goes, "first response")
    assert (sooner.verdict, sooner.owner_id) == ("open", desk.ines.person_id)
    assert stays.next_due_at == sooner.due_at
    operations.reply(stays.pk, text="We are on it.", actor=desk.ines, now=at(2, "11:25"))
    assert owed(goes, "first response").verdict == "kept"
    assert "ticket.done_there" in kinds(goes)
    holds()


def test_what_has_fallen_due_stays_broken_on_both(desk: Desk) -> None:
    stays, goes = merged(desk, now=at(3, "16:30"), later=at(3, "10:00"))
    late = owed(stays, "first response")
    assert (late.verdict, owed(goes, "first response").verdict) == ("open", "open")
    operations.reply(stays.pk, text="Sorry.", actor=desk.ines, now=at(3, "16:40"))
    assert (owed(stays, "first response").verdict, owed(goes, "first response").verdict) == ("kept late", "kept late")
    holds()


def test_what_is_owed_to_another_contact_stays_its_own(desk: Desk) -> None:
    contacts = [person.pk for person in queries.contacts_of(desk.open(of=cast.MARLOW))]
    first = desk.open(of=cast.MARLOW, contact_id=contacts[0])
    other = desk.open(of=cast.MARLOW, contact_id=contacts[1], now=at(2, "11:00"))
    merge(other.pk, first.pk, actor=desk.ines, now=at(2, "11:30"))
    assert owed(other, "resolution").verdict == "open"
    operations.resolve(first.pk, text="Replaced the switch.", actor=desk.ines, now=at(2, "12:00"))
    assert {row.verdict for row in Commitment.objects.filter(subject_id__in=[first.pk, other.pk])} == {"kept"}
    operations.reopen(first.pk, reason="it came back", actor=desk.ines, now=at(2, "13:00"))
    assert owed(other, "resolution").verdict == owed(first, "resolution").verdict == "open"
    holds()


def test_a_wait_here_pauses_what_came_along_as_the_agreement_says(desk: Desk) -> None:
    stays, goes = merged(desk, impact=1, urgency=1)
    before = owed(goes, "resolution").due_at
    by = {"actor": desk.ines, "now": at(2, "12:00")}
    operations.wait(stays.pk, reason="client", words="the PIN", expires_at=at(2, "14:00"), **by)  # type: ignore[arg-type]
    assert owed(goes, "resolution").due_at > before
    assert Wait.objects.filter(until=None).count() == 2
    holds()
    operations.end_wait(stays.pk, actor=desk.ines, now=at(2, "12:30"))
    assert Wait.objects.filter(until=None).count() == 0
    assert owed(goes, "resolution").due_at - before == at(2, "12:30") - at(2, "12:00")
    holds()


def test_nothing_is_done_on_a_merged_ticket_but_on_the_one_it_is_in(desk: Desk) -> None:
    stays, goes = merged(desk)
    with pytest.raises(Refused, match="T-2 was merged into T-1"):
        operations.reply(goes.pk, text="Hello", actor=desk.ines, now=at(2, "12:00"))
    with pytest.raises(Refused, match="merged"):
        operations.take(goes.pk, actor=desk.kofi, now=at(2, "12:00"))
    operations.take(stays.pk, actor=desk.kofi, now=at(2, "12:00"))
    assert fresh(stays).owner_id == desk.kofi.person_id


def test_taking_over_takes_what_came_along(desk: Desk) -> None:
    stays, goes = merged(desk, impact=1, urgency=1)
    operations.take(stays.pk, actor=desk.kofi, now=at(2, "12:00"))
    assert owed(goes, "resolution").owner_id == desk.kofi.person_id
    holds()


def test_it_is_taken_apart_as_it_was(desk: Desk) -> None:
    stays, goes = two(desk, impact=1, urgency=1)
    before = {row.pk: (row.verdict, row.due_at, row.owner_id) for row in Commitment.objects.all()}
    columns = {pk: (t.state, t.closed_at, t.next_due_at, t.last_said_at) for pk, t in Ticket.objects.in_bulk().items()}
    merge(goes.pk, stays.pk, actor=desk.ines, now=at(2, "11:10"))
    take_apart(goes.pk, actor=desk.ines, now=at(2, "11:20"))
    assert {row.pk: (row.verdict, row.due_at, row.owner_id) for row in Commitment.objects.all()} == before
    now = {pk: (t.state, t.closed_at, t.next_due_at, t.last_said_at) for pk, t in Ticket.objects.in_bulk().items()}
    assert now == columns
    assert "ticket.unmerged" in kinds(goes)
    assert "ticket.gave_back" in kinds(stays)
    holds()


def test_it_is_not_taken_apart_once_something_was_written(desk: Desk) -> None:
    stays, goes = merged(desk)
    operations.note(stays.pk, text="Same switch.", actor=desk.ines, now=at(2, "12:00"))
    with pytest.raises(Refused, match="written on T-1 since"):
        take_apart(goes.pk, actor=desk.ines, now=at(2, "12:10"))
    holds()


def test_a_preview_says_what_happens_and_writes_nothing(desk: Desk) -> None:
    stays, goes = two(desk)
    said = {fated.row.pk: fated.instead and fated.instead.pk for fated in preview(goes, stays, now=at(2, "11:30"))}
    assert said == {
        owed(stays, "first response").pk: None,
        owed(stays, "resolution").pk: None,
        owed(goes, "first response").pk: owed(stays, "first response").pk,
        owed(goes, "resolution").pk: owed(stays, "resolution").pk,
    }
    assert fresh(goes).merged_into_id is None


def test_a_preview_that_is_out_of_date_merges_nothing(desk: Desk) -> None:
    stays, goes = two(desk)
    then = Seen(version=stays.version)
    operations.note(stays.pk, text="Same switch.", actor=desk.kofi, now=at(2, "11:20"))
    with pytest.raises(Changed):
        merge(goes.pk, stays.pk, into_seen=then, actor=desk.ines, now=at(2, "11:30"))
    assert fresh(goes).merged_into_id is None


def test_what_cannot_be_merged_says_why(desk: Desk) -> None:
    stays, goes = two(desk)
    by = {"actor": desk.ines, "now": at(2, "11:30")}
    other = desk.open(of=cast.OLD_MILL, now=at(2, "11:00"))
    over = desk.open(now=at(2, "11:00"))
    operations.resolve(over.pk, **by)  # type: ignore[arg-type]
    refused = {(goes.pk, goes.pk): "itself", (other.pk, stays.pk): "two clients", (goes.pk, over.pk): "is over"}
    for (one, into), why in refused.items():
        with pytest.raises(Refused, match=why):
            merge(one, into, **by)  # type: ignore[arg-type]
    merge(goes.pk, stays.pk, **by)  # type: ignore[arg-type]
    third = desk.open(now=at(2, "11:40"))
    with pytest.raises(Refused, match="Others were merged into T-1"):
        merge(stays.pk, third.pk, **by)  # type: ignore[arg-type]
    with pytest.raises(Refused, match="T-2 was merged into T-1"):
        merge(third.pk, goes.pk, **by)  # type: ignore[arg-type]


def test_the_figures_of_a_merged_promise_follow_when_it_is_ended_on_its_own_page(desk: Desk) -> None:
    stays, goes = two(desk)
    by = {"actor": desk.ines, "now": at(2, "11:20")}
    operations.promise(goes.pk, what="Call back", due_at=at(2, "12:00"), **by)  # type: ignore[arg-type]
    merge(goes.pk, stays.pk, actor=desk.ines, now=at(2, "11:30"))
    word = owed(goes, "promise")
    assert (word.verdict, fresh(stays).next_due_at) == ("open", word.due_at)
    operations.keep_word(stays.pk, word.pk, actor=desk.ines, now=at(2, "11:50"))
    assert owed(goes, "promise").verdict == "kept"
    assert fresh(stays).next_due_at == owed(stays, "first response").due_at
    holds()


def test_the_preview_says_who_answers_for_both(desk: Desk) -> None:
    goes, stays = desk.open(), desk.open()
    operations.take(goes.pk, actor=desk.ines, now=at(2, "10:30"))
    address = f"/tickets/{goes.subject.number}/merge/?number={stays.subject.number}"
    label = stays.subject.label
    assert f"Nobody has taken {label} yet: Theo answers for both until" in read(cast.INES, address, at(2, "11:00"))
    operations.take(stays.pk, actor=desk.kofi, now=at(2, "11:10"))
    assert "Kofi answers for both." in read(cast.INES, address, at(2, "11:20"))
