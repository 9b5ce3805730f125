"""A calendar to subscribe to: read by a secret address, the same while nothing changes, nowhere once revoked."""

from datetime import UTC, date, datetime, timedelta
from unittest import mock

from django.test import Client as Browser
from icalendar import Calendar

from steadfast.apps.desk import operations as desk_operations
from steadfast.apps.hours import operations
from steadfast.apps.hours.calendars.writing import Entry, write
from steadfast.apps.hours.models import CalendarFeed
from steadfast.apps.identity.models import DutyTurn, User
from steadfast.apps.identity.operations import plan_absence
from steadfast.foundation import clock
from tests import cast, factories
from tests.apps.desk.desk import Desk, at


def feed(token: str, now: datetime, **headers: str) -> tuple[int, bytes, str]:
    with mock.patch.object(clock, "now", return_value=now):
        answer = Browser().get(f"/calendar/{token}.ics", headers=headers)
    return answer.status_code, answer.content, answer.get("ETag", "")


def events(body: bytes) -> dict[str, object]:
    return {str(event["SUMMARY"]): event for event in Calendar.from_ical(body).walk("VEVENT")}


def test_it_holds_absences_turns_and_what_they_owe(desk: Desk) -> None:
    day = date(2026, 3, 6)
    by = {"actor": desk.ines, "now": at(2, "09:00")}
    ines = factories.member(cast.INES)
    plan_absence(ines, first=day, last=day, kind="holiday", deputy=factories.member(cast.KOFI), **by)
    DutyTurn.objects.create(team=factories.team(), person=ines, starts_at=at(9, "09:00"), ends_at=at(16, "09:00"))
    ticket = desk.open()
    desk_operations.take(ticket.pk, actor=desk.ines, now=at(2, "10:05"))
    token = operations.make_feed(None, actor=desk.ines, now=at(2, "11:00"))
    status, body, _ = feed(token, at(2, "11:00"))
    found = events(body)
    assert status == 200
    assert sorted(found) == [
        "On duty: Desk", "T-1: first response due", "T-1: resolution due", "holiday, Kofi answers",
    ]  # fmt: skip
    absence, turn = found["holiday, Kofi answers"], found["On duty: Desk"]
    assert (absence["DTSTART"].dt, absence["DTEND"].dt) == (day, day + timedelta(days=1))  # type: ignore[index]
    assert turn["DTSTART"].dt == at(9, "09:00")  # type: ignore[index]
    assert b"TZID=Europe/London" in body
    assert b"Kestrel" not in body
    assert b"Phones" not in body


def test_its_lines_are_folded_and_it_reads_back(desk: Desk) -> None:
    words = (
        "Grüße, “Übergabe”; und noch viel mehr Worte als in eine Zeile passen, denn sie ist lang \\ und, endet; hier"
    )
    start = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)  # an hour before the clocks go back
    body = write("Dienst", [Entry("a@b", start, start + timedelta(hours=2), words)], zone=cast.ZONE, now=start)
    assert all(len(line) <= 75 for line in body.split(b"\r\n"))
    (event,) = events(body).values()
    assert event["SUMMARY"] == words  # type: ignore[index]
    assert event["DTEND"].dt.astimezone(UTC) - event["DTSTART"].dt.astimezone(UTC) == timedelta(hours=2)  # type: ignore[index]


def test_it_answers_304_while_nothing_changed(desk: Desk) -> None:
    token = operations.make_feed(None, actor=desk.ines, now=at(2, "11:00"))
    _, _, etag = feed(token, at(2, "11:00"))
    assert feed(token, at(2, "15:00"), **{"if-none-match": etag})[0] == 304
    ticket = desk.open()
    desk_operations.take(ticket.pk, actor=desk.ines, now=at(2, "15:05"))
    assert feed(token, at(2, "15:10"), **{"if-none-match": etag})[0] == 200
    assert CalendarFeed.objects.get().read_at == at(2, "15:00")


def test_a_rota_names_everybody(desk: Desk) -> None:
    team = factories.team()
    for who, day in ((cast.INES, 9), (cast.KOFI, 16)):
        said = {"starts_at": at(day, "09:00"), "ends_at": at(day + 7, "09:00")}
        DutyTurn.objects.create(team=team, person=factories.member(who), **said)
    token = operations.make_feed(team, actor=desk.theo, now=at(2, "11:00"))
    assert sorted(events(feed(token, at(2, "11:00"))[1])) == ["Ines: Desk", "Kofi: Desk"]


def test_revoked_or_its_person_gone_it_leads_nowhere(desk: Desk) -> None:
    token = operations.make_feed(None, actor=desk.ines, now=at(2, "11:00"))
    other = operations.make_feed(None, actor=desk.kofi, now=at(2, "11:00"))
    row = CalendarFeed.objects.get(person_id=desk.ines.person_id or 0)
    operations.revoke_feed(row, actor=desk.ines, now=at(2, "12:00"))
    kofi = factories.member(cast.KOFI)
    kofi.left_at = at(2, "12:00")
    kofi.save()
    assert feed(token, at(2, "13:00"))[0] == 404
    assert feed(other, at(2, "13:00"))[0] == 404
    assert feed("guess", at(2, "13:00"))[0] == 404
    assert token not in str(CalendarFeed.objects.values())


def test_reading_it_is_noted_once_an_hour(desk: Desk) -> None:
    operations.make_feed(None, actor=desk.ines, now=at(2, "11:00"))
    for second in (1, 2):
        now = at(2, "11:00") + timedelta(seconds=second, microseconds=second)
        operations.note_reading(CalendarFeed.objects.get(), now=now)
    assert CalendarFeed.objects.get().read_at == at(2, "11:00")


def test_it_ends_with_the_account_and_with_the_role(desk: Desk) -> None:
    token = operations.make_feed(None, actor=desk.ines, now=at(2, "09:00"))
    ines = factories.member(cast.INES)
    User.objects.filter(person=ines).update(is_active=False)
    assert feed(token, at(2, "10:00"))[0] == 404
    User.objects.filter(person=ines).update(is_active=True)
    assert feed(token, at(2, "10:00"))[0] == 200
    ines.roles.all().delete()
    assert feed(token, at(2, "11:00"))[0] == 404
