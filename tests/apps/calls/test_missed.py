"""A missed call is a promise to call back, kept by talking to them; nobody we know comes to a list."""

import json
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.test import Client

from steadfast.apps.calls import operations, queries, tasks
from steadfast.apps.calls.models import Call, Posted
from steadfast.apps.calls.operations import Taken
from steadfast.apps.commitments.models import Commitment
from steadfast.apps.desk.models import Message, Ticket
from steadfast.apps.desk.operations import Seen
from steadfast.apps.identity.models import Person
from steadfast.foundation import verify
from steadfast.foundation.models import Event, Job
from tests import cast, factories
from tests.apps.calls.switchboard import Switchboard
from tests.apps.desk.pages import browser, read

NOBODY = "+44 1632 960999"


@pytest.fixture
def board(db: None) -> Switchboard:
    return Switchboard()


def amara() -> str:
    """Return Amara's number as a telephone system says it; her page has it as people write it."""
    Person.objects.filter(pk=factories.contact(cast.KESTREL).pk).update(phone="+44 (0)20 7946-0018")
    return "00442079460018"


def test_a_missed_call_is_owed_back_by_the_duty_owner(board: Switchboard) -> None:
    board.tell("ringing", "1", amara())
    call = board.tell("ended", "1", amara())
    assert (call.state, call.person) == ("missed", factories.contact(cast.KESTREL))
    owed = Commitment.objects.get(kind="call back")
    assert (owed.owner, owed.creditor_id, owed.direction) == (factories.member(cast.THEO), call.client_id, "ours")
    assert owed.due_at == board.now + timedelta(hours=4)  # as the agreement promises a first response
    assert owed.what.startswith("Call Amara Ruiz back at 0044")


def test_a_row_says_whom_to_call_once(board: Switchboard) -> None:
    board.tell("missed", "1", amara())
    row = read(cast.THEO, "/", board.now).partition("Call Amara Ruiz back at")[2]
    assert "call back" not in row.partition("ask for another date")[0]
    home = read(cast.KESTREL, "/portal/", board.now)
    assert "Call Amara Ruiz back at" in home
    assert "Call back, " not in home
    assert "Call back, " not in read(cast.THEO, f"/clients/{factories.client().pk}/", board.now)


def test_two_missed_calls_of_a_number_are_one_promise(board: Switchboard) -> None:
    for no in "12":
        board.tell("missed", no, amara())
    assert Commitment.objects.count() == 1
    assert Call.objects.filter(promise=Commitment.objects.get()).count() == 2


def test_calling_back_keeps_it_with_evidence(board: Switchboard) -> None:
    board.tell("missed", "1", amara())
    board.later(minutes=30)
    board.tell("ringing", "2", amara(), direction="out")
    assert Commitment.objects.get().closed_at is None
    board.tell("answered", "2", amara(), direction="out")
    kept = Commitment.objects.get()
    assert (kept.verdict, kept.done_at) == ("kept", board.now)
    assert Event.objects.get(pk=kept.evidence_event_id or 0).kind == "call.returned"
    assert verify.run() == []
    for who in (cast.THEO, cast.KESTREL):
        assert "call.returned" not in read(who, f"/register/{kept.pk}/", board.now)


def test_nobody_answering_us_is_no_missed_call(board: Switchboard) -> None:
    board.tell("missed", "1", amara())
    call = board.tell("missed", "2", amara(), direction="out")
    assert call.state == "ended"
    assert Commitment.objects.get().closed_at is None


def test_a_number_that_nobody_knows_comes_to_a_list(board: Switchboard) -> None:
    theo = factories.actor(factories.member(cast.THEO))
    call = board.tell("missed", "1", NOBODY)
    assert [one.pk for one in queries.unknown(theo)] == [call.pk]
    assert not Commitment.objects.exists()
    operations.see_to(call.pk, actor=theo, now=board.now)
    assert queries.unknown(theo) == []


def test_who_has_the_duty_sees_it_on_today_until_somebody_saw_to_it(board: Switchboard) -> None:
    call, again = board.tell("missed", "1", NOBODY), board.tell("missed", "2", "+44 1632 960111")
    for who in (cast.INES, cast.KOFI):
        assert NOBODY not in read(who, "/", board.now)
    assert f"Missed call of {NOBODY}, whom nobody knows: call back" in read(cast.THEO, "/", board.now)
    theo = browser(cast.THEO)
    answer = theo.post(f"/calls/{call.pk}/seen-to/", {"to": "today"})
    assert (answer.status_code, answer["Location"]) == (302, "/")
    told = read(cast.THEO, "/", board.now)
    assert (NOBODY in told, "960111" in told) == (
        False,
        True,
    )  # at once, although who is told is looked up now and then
    board.tell("answered", "3", again.number, direction="out")
    assert "960111" not in read(cast.THEO, "/", board.now)


def test_what_was_missed_long_ago_stays_in_the_list_alone(board: Switchboard) -> None:
    board.tell("missed", "1", NOBODY)
    assert NOBODY not in read(cast.THEO, "/", board.now + timedelta(days=31))


def test_a_call_that_is_taken_opens_a_ticket_and_keeps_the_promise(board: Switchboard) -> None:
    call = board.tell("missed", "1", amara())
    ines, person = factories.actor(factories.member(cast.INES)), factories.contact(cast.KESTREL)
    due = board.now + timedelta(hours=5)
    taken = Taken(
        person=person, text="No tone.", title="Phones dead", promise="send a phone", promise_due=due, call_id=call.pk
    )
    ticket, back = operations.take(taken, seen=Seen(), actor=ines, now=board.now)
    assert (ticket.channel, ticket.contact, back) == ("phone", person, 1)
    assert Commitment.objects.get(kind="promise").due_at == due
    assert Call.objects.get().ticket == ticket
    again = Taken(person=person, text="Works again.", way="walk-in", ticket_id=ticket.pk)
    operations.take(again, seen=Seen(), actor=ines, now=board.now)
    assert Ticket.objects.count() == 1
    assert Message.objects.filter(kind="heard").latest("id").text == "Works again."
    assert Call.objects.latest("id").way == "walk-in"


def test_a_call_that_is_sent_twice_promises_once(board: Switchboard) -> None:
    ines, due = factories.actor(factories.member(cast.INES)), board.now + timedelta(hours=5)
    person, seen = factories.contact(cast.KESTREL), Seen(key=uuid4())
    taken = Taken(person=person, text="No tone.", title="Phones dead", promise="send a phone", promise_due=due)
    first, again = (operations.take(taken, seen=seen, actor=ines, now=board.now)[0] for _ in range(2))
    assert (again, Call.objects.count()) == (first, 1)
    assert Commitment.objects.filter(kind="promise").count() == 1


def test_a_missed_call_before_there_is_a_calendar_is_kept_and_stops_no_other(db: None) -> None:
    board = Switchboard(agreed=False)
    for no in "12":
        said = {"event": "missed", "call": no, "from": amara() if no == "1" else NOBODY}
        operations.keep(board.system, json.dumps(said).encode(), now=board.now)
    tasks.hear_waiting.func()
    assert list(Call.objects.order_by("pk").values_list("state", "promise")) == [("missed", None), ("missed", None)]
    assert not Posted.objects.filter(state="waiting").exists()


def test_what_cannot_be_heard_keeps_nothing_behind_it_waiting(
    board: Switchboard, monkeypatch: pytest.MonkeyPatch
) -> None:
    bodies = [json.dumps({"event": "missed", "call": no, "from": amara()}).encode() for no in "12"]
    first, _ = (operations.keep(board.system, body, now=board.now).pk for body in bodies)
    hear = operations.hear

    def fails(key: int, *, now: datetime) -> Call | None:
        if key == first:
            raise RuntimeError("no")
        return hear(key, now=now)

    monkeypatch.setattr(operations, "hear", fails)
    assert tasks.hear_waiting.func() == 1
    assert list(Call.objects.values_list("external", flat=True)) == ["2"]
    assert Job.objects.get(task="steadfast.apps.calls.tasks.hear_one").args["args"] == [first]


def test_who_rings_is_named_to_whose_telephone_it_is(board: Switchboard) -> None:
    ines = factories.member(cast.INES)
    operations.set_extension("21", actor=factories.actor(ines))
    call = board.tell("ringing", "1", amara(), extension="21")
    assert queries.ringing_for(ines.pk, now=board.now) == call
    assert queries.ringing_for(factories.member(cast.KOFI).pk, now=board.now) is None
    assert board.tell("answered", "1", amara(), extension="21").taken_by == ines
    assert queries.ringing_for(ines.pk, now=board.now) is None


def test_events_may_come_twice_and_late(board: Switchboard) -> None:
    for event in ("missed", "missed", "ringing", "ended"):
        call = board.tell(event, "1", amara())
    assert call.state == "missed"
    assert Commitment.objects.count() == 1


def test_contacts_are_found_while_typing(board: Switchboard) -> None:
    theo, person = factories.actor(factories.member(cast.THEO)), factories.contact(cast.KESTREL)
    assert [queries.typed(words, theo) for words in ("amara", "kestrel", amara()[-6:])] == [[person]] * 3
    assert queries.typed("a", theo) == []


def test_the_address_keeps_reads_and_refuses(board: Switchboard) -> None:
    said = {"event": "missed", "call": "9", "from": amara()}
    assert (board.post(said), board.post(said, token="x" * 43)) == (202, 404)
    assert Call.objects.get().state == "missed"
    assert board.post(b"{") == 202
    assert "not JSON" in Posted.objects.get(state="unreadable").trouble
    assert board.post(b"x" * 20_001) == 413


def test_a_signature_is_asked_for_where_a_key_is_set(db: None) -> None:
    board = Switchboard(signs=True)
    said = {"event": "missed", "call": "9", "from": NOBODY}
    assert (board.post(said), board.post(said, signed=False)) == (202, 401)
    assert Posted.objects.count() == 1


def test_a_signed_post_that_was_overheard_is_refused_later(db: None) -> None:
    board = Switchboard(signs=True)
    said = {"event": "missed", "call": "9", "from": NOBODY}
    assert [board.post(said, ago=ago) for ago in (3600, 400, -400, 60)] == [401, 401, 401, 202]
    assert Posted.objects.count() == 1


def test_the_ticket_shows_who_called_about_it(board: Switchboard, client: Client) -> None:
    ines = factories.member(cast.INES)
    taken = Taken(person=factories.contact(cast.KESTREL), text="It hums.", title="The scanner hums")
    ticket, _ = operations.take(taken, seen=Seen(), actor=factories.actor(ines), now=board.now)
    assert ines.user is not None
    client.force_login(ines.user)
    card = client.get(f"/tickets/{ticket.subject.number}/").content.decode().partition('id="c-calls"')[2]
    assert "Amara Ruiz" in card.partition("</section>")[0]


def test_bodies_are_forgotten_and_the_calls_stay(db: None) -> None:
    board = Switchboard()
    board.tell("missed", "9", NOBODY)
    Posted.objects.create(system=board.system, at=board.now, body=b"{", state="unreadable")
    counts = []
    for days in (13, 15, 91):
        operations.forget_posted(now=board.now + timedelta(days=days))
        counts.append(Posted.objects.count())
    assert (counts, Call.objects.count()) == ([2, 1, 0], 1)
