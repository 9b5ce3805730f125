"""The pages of time, as their readers see them."""

import re
from datetime import date, timedelta
from unittest import mock

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from steadfast.apps.desk.models import Ticket
from steadfast.apps.hours import operations
from steadfast.apps.hours.models import Entry, Timer
from steadfast.apps.hours.operations import Work
from steadfast.apps.hours.queries import billable
from steadfast.apps.identity import looks
from steadfast.apps.identity.models import AuditEntry
from steadfast.foundation import clock
from tests import cast, factories
from tests.apps.desk.desk import Desk, at
from tests.apps.desk.pages import browser, page, read, words

DAY = date(2026, 3, 2)


def whole(ticket: Ticket) -> Ticket:
    return Ticket.objects.select_related("client", "agreement_version", "subject").get(pk=ticket.pk)


def post(who: cast.Member, address: str, now: object, **data: str) -> tuple[int, str]:
    with mock.patch.object(clock, "now", return_value=now):
        answer = browser(who).post(address, data, follow=True)
    return answer.status_code, words(answer.content.decode())


def test_the_ticket_shows_its_time_and_the_readers_clock(desk: Desk) -> None:
    ticket = whole(desk.open())
    assert "none booked Start your clock" in page(cast.INES, ticket, at(2, "12:00"))
    operations.book(Work(DAY, 90, ticket), how="typed", actor=desk.kofi, now=at(2, "11:00"))
    operations.start(ticket, actor=desk.ines, now=at(2, "11:30"))
    assert "1 h 30 Your clock runs since today 11:30. Stop your clock" in page(cast.INES, ticket, at(2, "12:00"))
    assert "1 h 30 Start your clock" in page(cast.KOFI, ticket, at(2, "12:00"))
    assert "clock" not in page(cast.KESTREL, ticket, at(2, "12:00"))


def test_a_reply_may_say_how_long_it_took(desk: Desk) -> None:
    ticket = desk.open()
    number = ticket.subject.number
    status, _ = post(cast.INES, f"/tickets/{number}/replies/", at(2, "12:00"), text="Try now.", spent="1:15")
    assert (status, Entry.objects.get().minutes) == (200, 75)
    status, said = post(cast.INES, f"/tickets/{number}/replies/", at(2, "12:00"), text="And now?", spent="long")
    assert status == 422
    assert "Say how long, such as 15 or 1:30." in said
    assert "And now?" in said


def test_a_week_shows_its_days_and_what_lies_over_each_other(desk: Desk) -> None:
    ticket = whole(desk.open())
    for start, end in (("09:00", "10:00"), ("09:30", "10:30")):
        work = Work(DAY, 60, ticket, None, "on the phone", at(2, start), at(2, end))
        operations.book(work, how="typed", actor=desk.ines, now=at(2, "11:00"))
    said = read(cast.INES, "/hours/?week=2026-03-02", at(2, "13:00"))
    assert "2 h booked of 4 h open until now" in said
    assert "2 h open hours without an entry" in said
    assert "At the same time" in said
    assert "T-1 09:00 – 10:00 · T-1 09:30 – 10:30" in said


def test_a_week_costs_the_same_however_much_is_booked(desk: Desk) -> None:
    def asked() -> int:
        reader = browser(cast.INES)
        with mock.patch.object(clock, "now", return_value=at(2, "13:00")), CaptureQueriesContext(connection) as seen:
            assert reader.get("/hours/").status_code == 200
        return len(seen)

    asked()
    ticket = whole(desk.open())
    counts = []
    for number in (3, 27):
        for _ in range(number):
            operations.book(Work(DAY, 5, ticket), how="typed", actor=desk.ines, now=at(2, "11:00"))
        counts.append(asked())
    assert counts[0] == counts[1] <= 14


def test_time_is_booked_on_a_ticket_a_client_or_inside(desk: Desk) -> None:
    ticket = desk.open()
    for of in (ticket.subject.label, "kestrel dental", ""):
        status, _ = post(cast.INES, "/hours/new/", at(2, "13:00"), day="2026-03-02", spent="20", of=of)
        assert status == 200
    found = [(entry.ticket_id, entry.client_id) for entry in Entry.objects.order_by("pk")]
    assert found == [(ticket.pk, ticket.client_id), (None, ticket.client_id), (None, None)]
    status, said = post(cast.INES, "/hours/new/", at(2, "13:00"), day="2026-03-03", spent="20", of="T-999")
    assert status == 422
    assert "That day lies ahead" in said
    assert "No ticket and no client is called that." in said


def test_a_forgotten_clock_is_asked_about(desk: Desk) -> None:
    operations.start(whole(desk.open()), actor=desk.ines, now=at(2, "10:00"))
    status, said = post(cast.INES, "/hours/clock/stop/", at(3, "10:00"))
    assert status == 200
    assert "How long was it?" in said
    assert "24 h by now" in said
    status, said = post(cast.INES, "/hours/clock/forgotten/", at(3, "10:00"), spent="0:40")
    assert "40 min booked on T-1." in said
    assert not Timer.objects.exists()


def test_a_technician_sees_no_week_of_another_and_corrects_no_entry_of_theirs(desk: Desk) -> None:
    entry = operations.book(Work(DAY, 20), how="typed", actor=desk.kofi, now=at(2, "11:00"))
    ines, theo, sam = browser(cast.INES), browser(cast.THEO), browser(cast.SAM)
    assert ines.get(f"/hours/?person={desk.kofi.person_id}").status_code == 404
    assert theo.get(f"/hours/?person={desk.kofi.person_id}").status_code == 200
    assert ines.get(f"/hours/entries/{entry.pk}/").status_code == 404
    assert sam.get(f"/hours/entries/{entry.pk}/").status_code == 200
    said = {"day": "2026-03-02", "spent": "25", "of": "", "why": "He asked me to"}
    assert sam.post(f"/hours/entries/{entry.pk}/", said).status_code == 403
    assert theo.post(f"/hours/entries/{entry.pk}/", said).status_code == 302
    assert Entry.objects.get(stands=True).minutes == 25
    assert theo.get(f"/hours/entries/{entry.pk}/").status_code == 302  # to the version that stands


def test_the_team_stands_by_name(desk: Desk) -> None:
    operations.book(Work(DAY, 200), how="typed", actor=desk.kofi, now=at(2, "11:00"))
    operations.hand_in(DAY, actor=desk.ines, now=at(2, "12:00"))
    said = read(cast.THEO, "/hours/team/?week=2026-03-02", at(2, "13:00"))
    assert said.index("Ines handed in today 12:00") < said.index("Kofi not handed in 3 h 20") < said.index("Theo not")


def test_the_bookkeeper_settles_what_is_ticked_and_takes_the_month_along(desk: Desk) -> None:
    ticket = whole(desk.open())
    entry = operations.book(Work(DAY, 20, ticket, note="=cmd"), how="typed", actor=desk.kofi, now=at(2, "11:00"))
    address = f"/hours/billable/?month=2026-03&client={ticket.client_id}"
    status, said = post(cast.SAM, address, at(9, "09:00"), lines=str(entry.pk), reason="project", why="Agreed")
    assert status == 200
    assert "project settled 20 min 20 min" in said
    with mock.patch.object(clock, "now", return_value=at(9, "09:00")):
        answer = browser(cast.SAM).get("/hours/billable/export.csv?month=2026-03")
        text = b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]
    assert "Together 20 min 20 min" in read(cast.SAM, "/hours/billable/?month=2026-03", at(9, "09:00"))
    assert text.splitlines()[1] == f"2026-03-02,Kestrel Dental,T-1,{ticket.subject.title},Kofi,project,20,20,'=cmd"


def test_a_month_of_too_many_entries_says_that_it_is_cut(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    ticket = whole(desk.open())
    for minutes in (20, 30):
        operations.book(Work(DAY, minutes, ticket), how="typed", actor=desk.kofi, now=at(2, "11:00"))
    address = "/hours/billable/?month=2026-03"
    assert "is not rounded" in read(cast.SAM, address, at(9, "09:00"))
    monkeypatch.setattr(billable, "MOST", 1)
    assert "more than 1 entries" in read(cast.SAM, address, at(9, "09:00"))
    answer = browser(cast.SAM).get("/hours/billable/export.csv?month=2026-03")
    assert "Only the first 1 entries" in b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]


def test_nothing_ticked_is_said(desk: Desk) -> None:
    status, _ = post(cast.SAM, "/hours/billable/", at(9, "09:00"), reason="project")
    assert status == 422
    status, _ = post(cast.SAM, "/hours/billable/?month=nonsense", at(9, "09:00"), reason="project")
    assert status == 404


def test_a_week_far_away_is_a_week(desk: Desk) -> None:
    for text in ("0001-01-01", "9999-12-31", "nonsense", "2026-02-30"):
        assert browser(cast.INES).get(f"/hours/?week={text}").status_code == 200


def test_the_clock_of_a_ticket_is_pressed_twice(desk: Desk) -> None:
    number = desk.open().subject.number
    _, said = post(cast.INES, f"/tickets/{number}/time/start/", at(2, "12:00"))
    assert "Your clock runs on T-1." in said
    _, said = post(cast.INES, "/hours/clock/stop/", at(2, "12:00") + timedelta(minutes=12))
    assert "12 min booked on T-1." in said


def test_a_form_that_is_sent_twice_books_once(desk: Desk) -> None:
    ticket = desk.open()
    key, addresses = "018f6b1e-0000-7000-8000-00000000000", ("/hours/new/", f"/tickets/{ticket.subject.number}/time/")
    for no, address in enumerate(addresses):
        said = {"day": "2026-03-02", "spent": "20", "of": ticket.subject.label, "key": f"{key}{no}"}
        for _ in range(2):
            status, text = post(cast.INES, address, at(2, "13:00"), **said)
            assert (status, "20 min booked on T-1." in text) == (200, True)
        assert Entry.objects.count() == no + 1
    status, _ = post(cast.INES, "/hours/new/", at(2, "13:05"), **(said | {"spent": "35", "key": f"{key}0"}))
    assert [entry.minutes for entry in Entry.objects.order_by("pk")] == [20, 20, 35]  # gone back to, and changed


def test_the_form_of_time_holds_a_key_of_its_own(desk: Desk) -> None:
    ticket = desk.open()
    for address in ("/hours/", f"/tickets/{ticket.subject.number}/time/"):
        reader = browser(cast.INES)
        keys = {re.findall(r'name="key" value="([^"]+)"', reader.get(address).content.decode())[0] for _ in range(2)}
        assert len(keys) == 2


def test_whose_time_was_looked_at_stands_in_the_audit_book(desk: Desk) -> None:
    looks.forget()
    ines, kofi = factories.member(cast.INES), factories.member(cast.KOFI)
    entry = operations.book(Work(DAY, 20), how="typed", actor=desk.kofi, now=at(2, "11:00"))
    week, booked = f"/hours/?person={ines.pk}", f"/hours/entries/{entry.pk}/"
    for who, address in ((cast.INES, week), (cast.KOFI, booked), (cast.THEO, week), (cast.THEO, booked)):
        assert browser(who).get(address).status_code == 200
    looks.flush()
    seen = AuditEntry.objects.filter(subject_kind="person").values_list("person_id", "subject_number")
    assert sorted(seen) == [(desk.theo.person_id, number) for number in sorted((ines.pk, kofi.pk))]
