"""The page of one commitment: what it tells, to whom, and what can be done on it."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from steadfast.apps.commitments import operations
from steadfast.apps.commitments.models import Commitment, Proposal
from steadfast.apps.commitments.queries.history import Teller
from steadfast.apps.commitments.queries.parties import Whom
from steadfast.apps.desk import operations as desk_operations
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.foundation import clock
from tests import cast, factories

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def local(instant: datetime) -> str:
    return instant.astimezone(ZoneInfo(cast.ZONE)).strftime("%Y-%m-%dT%H:%M")


@pytest.fixture
def row() -> Commitment:
    """The resolution of a ticket that was opened just now."""
    ticket = factories.ticket(now=clock.now())
    return Commitment.objects.get(subject_id=ticket.pk, kind="resolution")


def signed_in(client: Client, who: cast.Member | cast.Client = cast.INES) -> Client:
    person = factories.contact(who) if isinstance(who, cast.Client) else factories.member(who)
    client.force_login(person.user)  # type: ignore[arg-type]
    return client


def asked(row: Commitment, days: int = 14) -> Proposal:
    now = clock.now()
    return operations.propose(
        row.pk,
        to_due=now + days * DAY,
        reason="the part comes later",
        asked_id=factories.contact().pk,
        seen=None,
        actor=factories.actor(factories.member(cast.INES)),
        now=now,
    )


def test_it_tells_who_owes_what_and_why_it_falls_due_then(client: Client, row: Commitment) -> None:
    text = signed_in(client).get(f"/register/{row.pk}/").content.decode()
    for words in (
        f"C-{row.pk}",
        "Harbor IT",
        "Kestrel Dental",
        "T-1",
        "Standard",
        "version 1",
        "§3",
        "Office hours",
        "24 h",
    ):
        assert words in text, words
    assert "Ines promised it by" in text.replace("<bdi>", "").replace("</bdi>", "")


def test_a_contact_sees_their_own_without_what_we_said_inside(client: Client, row: Commitment) -> None:
    now, ines = clock.now(), factories.actor(factories.member(cast.INES))
    desk_operations.wait(
        row.subject_id, reason="supplier", words="the carrier is slow", expires_at=now + DAY, actor=ines, now=now
    )
    operations.end(row.pk, "withdrawn", words="we cannot do it", seen=None, actor=ines, now=now)
    own = signed_in(client, cast.KESTREL).get(f"/register/{row.pk}/")
    assert own.status_code == 200
    text = own.content.decode()
    for words in ("the carrier is slow", "we cannot do it", "Void …", "Withdraw …"):
        assert words not in text, words
    assert signed_in(Client(), cast.MARLOW).get(f"/register/{row.pk}/").status_code == 404
    assert "we cannot do it" in signed_in(Client()).get(f"/register/{row.pk}/").content.decode()


@pytest.mark.parametrize(
    ("act", "typed", "said"),
    [
        ("withdrawn", {}, "Say it in a few words"),
        ("withdrawn", {"words": "x" * 301}, "At most 300 characters"),
        ("proposal", {"reason": "later"}, "Say which date"),
        ("proposal", {"reason": "later", "to_due": "2020-01-01T10:00"}, "has passed"),
        ("proposal", {"reason": "later", "to_due": "2027-03-28T01:30"}, "does not exist"),
        ("moved", {"reason": "later", "to_due": "soon"}, "Write a date and a time"),
        ("kept", {}, "fulfills this one"),
        ("proposal/answer", {"answer": "perhaps"}, "Select a valid choice"),
        ("proposal/answer", {"answer": "yes"}, "No other date is asked for"),
    ],
)
def test_a_refusal_keeps_the_page_and_says_why(
    client: Client, row: Commitment, act: str, typed: dict[str, str], said: str
) -> None:
    answer = signed_in(client).post(f"/register/{row.pk}/{act}/", typed)
    assert (answer.status_code, said in answer.content.decode()) == (422, True)
    row.refresh_from_db()
    assert (row.closed_at, row.moves) == (None, 0)


def test_only_owner_and_service_manager_take_a_promise_out_of_every_count(client: Client, row: Commitment) -> None:
    assert "Void …" not in signed_in(client).get(f"/register/{row.pk}/").content.decode()
    assert client.post(f"/register/{row.pk}/void/", {"words": "of another ticket"}).status_code == 403
    theo = signed_in(Client(), cast.THEO)
    assert "Void …" in theo.get(f"/register/{row.pk}/").content.decode()
    assert theo.post(f"/register/{row.pk}/void/", {"words": "of another ticket"}).status_code == 302
    row.refresh_from_db()
    assert row.verdict == "void"


def test_what_was_typed_comes_back_when_somebody_was_faster(client: Client, row: Commitment) -> None:
    answer = signed_in(client).post(f"/register/{row.pk}/withdrawn/", {"words": "cannot", "version": row.version + 1})
    assert answer.status_code == 409
    assert 'value="cannot"' in answer.content.decode()


def test_a_date_is_asked_for_and_the_link_shown(client: Client, row: Commitment) -> None:
    typed = {
        "to_due": local(row.due_at + DAY),
        "reason": "the part",
        "version": row.version,
        "person": factories.contact().pk,
    }
    ines = signed_in(client)
    assert ines.post(f"/register/{row.pk}/proposal/", typed).status_code == 302
    page = ines.get(f"/register/{row.pk}/").content.decode()
    assert "http://testserver/yes/" in page
    assert "not sent by itself" in page


def test_the_creditors_contact_answers_on_their_own_page(client: Client, row: Commitment) -> None:
    proposal = asked(row)
    amara = signed_in(client, cast.KESTREL)
    assert "asks for another date" in amara.get("/portal/").content.decode()
    assert amara.post(f"/register/{row.pk}/proposal/answer/", {"answer": "yes", "words": "fine"}).status_code == 302
    proposal.refresh_from_db()
    row.refresh_from_db()
    assert (proposal.answered_by, proposal.recorded_by, row.due_at) == (factories.contact(), None, proposal.to_due)


def test_a_member_records_a_yes_with_the_words_that_prove_it(client: Client, row: Commitment) -> None:
    proposal, ines = asked(row), signed_in(client)
    address = f"/register/{row.pk}/proposal/answer/"
    assert "needs the words of Amara Ruiz" in ines.post(address, {"answer": "yes"}).content.decode()
    assert ines.post(address, {"answer": "yes", "words": "on the phone: fine"}).status_code == 302
    proposal.refresh_from_db()
    assert (proposal.answered_by, proposal.recorded_by) == (factories.contact(), factories.member(cast.INES))


def test_another_clients_contact_cannot_answer(client: Client, row: Commitment) -> None:
    asked(row)
    answer = signed_in(client, cast.MARLOW).post(f"/register/{row.pk}/proposal/answer/", {"answer": "yes"})
    assert answer.status_code == 404


def test_a_late_one_offers_a_new_promise_and_no_other_date(client: Client) -> None:
    ticket = factories.ticket()
    late = Commitment.objects.get(subject_id=ticket.pk, kind="resolution")
    page = signed_in(client).get(f"/register/{late.pk}/").content.decode()
    assert "can no longer be moved" in page
    assert f"/promise/?about={late.pk}" in page
    assert "Ask for another date" not in page


def test_the_page_costs_few_statements(client: Client, row: Commitment, django_assert_max_num_queries: object) -> None:
    proposal = asked(row)
    operations.answer(
        proposal.pk, yes=True, by_id=factories.contact().pk, actor=factories.actor(factories.contact()), now=clock.now()
    )
    ines = signed_in(client)
    with django_assert_max_num_queries(20):  # type: ignore[operator]
        ines.get(f"/register/{row.pk}/")


def test_inside_only_the_member_to_whom_it_is_owed_agrees(client: Client) -> None:
    factories.agreement()
    now, ines, kofi = clock.now(), factories.member(cast.INES), factories.member(cast.KOFI)
    word = operations.Word(
        what="show the rack",
        whom=Whom(kofi.party, kofi),
        due_at=now + DAY,
        target_s=None,
        calendar=factories.calendar(),
        said_at=now,
    )
    own = operations.give(word, actor=factories.actor(ines), now=now)
    said = {"to_due": now + 2 * DAY, "reason": "training", "seen": None, "actor": factories.actor(ines), "now": now}
    with pytest.raises(Refused, match="owed to Kofi"):
        operations.record(own.pk, by_id=factories.member(cast.THEO).pk, words="fine", **said)  # type: ignore[arg-type]
    operations.propose(own.pk, **said)  # type: ignore[arg-type]
    address = f"/register/{own.pk}/"
    assert "Yes, that date" not in signed_in(Client()).get(address).content.decode()
    other = signed_in(client, cast.KOFI)
    assert "Yes, that date" in other.get(address).content.decode()
    assert other.post(f"{address}proposal/answer/", {"answer": "yes"}).status_code == 302
    own.refresh_from_db()
    assert (own.moves, own.due_at) == (1, now + 2 * DAY)


def test_a_change_of_priority_is_told_in_words() -> None:
    data = {"from_priority": "P4", "to_priority": "P1"}
    text, _, _ = Teller({}, {}, {}).said("commitment.reclassified", data, clock.now(), None)
    assert text == "changed its priority from P4 to P1"
