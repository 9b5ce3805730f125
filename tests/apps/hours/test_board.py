"""The board tells who is on what, and offers a ticket; nothing changes hands until somebody accepts."""

import re
from datetime import UTC, date, datetime, timedelta
from unittest import mock

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from steadfast.apps.commitments.models import Commitment, HandOver
from steadfast.apps.desk import operations as desk_operations
from steadfast.apps.desk.models import Ticket
from steadfast.apps.hours import operations
from steadfast.apps.hours.queries import on_call
from steadfast.apps.identity.operations import plan_absence
from steadfast.foundation import clock
from tests import cast, factories
from tests.apps.desk.desk import Desk, at, fresh
from tests.apps.desk.pages import browser, read, words


def whole(ticket: Ticket) -> Ticket:
    return Ticket.objects.select_related("client", "agreement_version", "subject").get(pk=ticket.pk)


def test_it_says_who_is_on_what_and_what_they_hold(desk: Desk) -> None:
    ticket = whole(desk.open(title="Scanners stopped"))
    desk_operations.take(ticket.pk, actor=desk.kofi, now=at(2, "10:05"))
    operations.start(ticket, actor=desk.kofi, now=at(2, "10:30"))
    said = read(cast.THEO, "/board/", at(2, "15:00"))
    assert "Everything that came in has an owner." in said
    assert "Kofi until 17:00 T-1 Scanners stopped since today 10:30 1 – Nora" in said
    assert "Theo on duty: Desk until 17:00 – – –" in said


def test_who_is_away_says_who_answers(desk: Desk) -> None:
    day, kofi = date(2026, 3, 3), factories.member(cast.KOFI)
    by = {"actor": desk.kofi, "now": at(2, "09:00")}
    plan_absence(kofi, first=day, last=day, kind="holiday", deputy=factories.member(cast.INES), **by)
    assert "Kofi holiday until today, Ines answers" in read(cast.THEO, "/board/", at(3, "11:00"))


def test_it_costs_the_same_for_few_tickets_and_many(desk: Desk) -> None:
    def asked() -> int:
        reader = browser(cast.THEO)
        with mock.patch.object(clock, "now", return_value=at(2, "15:00")), CaptureQueriesContext(connection) as seen:
            assert reader.get("/board/").status_code == 200
        return len(seen)

    asked()
    counts = []
    for number in (3, 20):
        for _ in range(number):
            operations.start(whole(desk.open()), actor=desk.kofi, now=at(2, "10:30"))
        counts.append(asked())
    assert counts[0] == counts[1] <= 16


def test_a_ticket_is_offered_from_it(desk: Desk) -> None:
    ticket = desk.open()
    with mock.patch.object(clock, "now", return_value=at(2, "11:00")):
        data = {"ticket": str(ticket.subject.number), "to": str(desk.kofi.person_id)}
        answer = browser(cast.THEO).post("/board/assign/", data, follow=True)
    assert "T-1 is offered to Kofi. Until they accept nothing changes." in words(answer.content.decode())
    assert HandOver.objects.get().to_person_id == desk.kofi.person_id
    assert fresh(ticket).taken_at is None
    assert "offered, not answered" in read(cast.THEO, "/board/", at(2, "11:01"))


def test_to_oneself_it_is_taken(desk: Desk) -> None:
    ticket = desk.open()
    data = {"ticket": str(ticket.subject.number), "to": str(desk.theo.person_id)}
    browser(cast.THEO).post("/board/assign/", data)
    assert fresh(ticket).owner_id == desk.theo.person_id
    assert fresh(ticket).taken_at is not None


def test_on_call_shows_two_weeks_of_every_team(desk: Desk) -> None:
    said = read(cast.INES, "/board/on-call/", at(2, "11:00") + timedelta(hours=9))
    assert "Mon 2 Mar 2026 today 09:00 – 17:00 Theo" in said
    assert "Sun 15 Mar 2026 closed Theo" in said


def test_its_figures_lead_to_exactly_what_they_count(desk: Desk) -> None:
    soon, later = desk.open(title="Scanners stopped"), desk.open(title="Label printer")
    for ticket, due in ((soon, at(2, "16:00")), (soon, at(2, "23:30")), (later, at(3, "10:00"))):
        desk_operations.promise(ticket.pk, what=f"Call by {due:%H:%M}", due_at=due, actor=desk.kofi, now=at(2, "10:00"))
    with mock.patch.object(clock, "now", return_value=at(2, "17:00")):
        reader = browser(cast.THEO)
        page = reader.get("/board/").content.decode()
        key = desk.kofi.person_id
        late, due = (
            re.findall(rf'href="([^"]*owner={key}&amp;due={due}[^"]*)">(\d+)<', page) for due in ("late", "today")
        )
        assert (late[0][1], due[0][1]) == ("1", "1")
        said = [words(reader.get(one[0][0].replace("&amp;", "&")).content.decode()) for one in (late, due)]
    assert ["Call by 16:00" in one for one in said] == [True, False]
    assert ["Call by 23:30" in one for one in said] == [False, True]
    assert not any("Call by 10:00" in one for one in said)


def test_visits_stand_on_it_until_they_are_told(desk: Desk) -> None:
    ticket = desk.open(title="Scanners stopped")
    assert "Visits" not in read(cast.THEO, "/board/", at(2, "12:00"))
    for what, due in (("look at the scanner", at(3, "10:00")), ("lay cables", at(20, "10:00"))):
        said = {"what": what, "due_at": due, "visit": True}
        desk_operations.promise(ticket.pk, **said, actor=desk.kofi, now=at(2, "10:30"))  # type: ignore[arg-type]
    said_now = read(cast.THEO, "/board/", at(2, "15:00"))
    assert "look at the scanner T-1 Kestrel Dental · Kofi tomorrow 10:00" in said_now
    assert "lay cables" not in said_now
    assert "not marked kept" in read(cast.THEO, "/board/", at(3, "12:00"))
    key = Commitment.objects.get(what="look at the scanner").pk
    desk_operations.keep_word(ticket.pk, key, actor=desk.kofi, now=at(3, "12:30"))
    assert "look at the scanner" not in read(cast.THEO, "/board/", at(3, "13:00"))


def test_on_call_begins_on_monday_of_the_practice_also_before_there_is_a_team(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    sunday_evening = datetime(2026, 6, 7, 23, 30, tzinfo=UTC)  # in London it is Monday already
    assert on_call.days(sunday_evening)[0].date == date(2026, 6, 8)
    monkeypatch.setattr(on_call.identity, "teams", list)
    found = on_call.days(sunday_evening)
    assert [day.date for day in (found[0], found[-1])] == [date(2026, 6, 8), date(2026, 6, 21)]
