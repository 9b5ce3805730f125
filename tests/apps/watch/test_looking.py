"""The watch looks at what is open, writes signs, and an act on the ticket ends them at once."""

from datetime import timedelta
from unittest import mock

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext

from steadfast.apps.commitments.models import Commitment, Reclassification
from steadfast.apps.desk import operations as desk_operations
from steadfast.apps.desk.models import Ticket
from steadfast.apps.imports.models import Batch
from steadfast.apps.watch import operations
from steadfast.apps.watch.models import Lesson, Look, PastCount, Sign
from steadfast.apps.watch.queries import signs
from steadfast.foundation import clock
from steadfast.foundation.models import Event
from tests import cast, factories
from tests.apps.desk.desk import Desk, at
from tests.apps.desk.pages import browser, read


@pytest.fixture
def desk(db: None) -> Desk:
    return Desk()


def spoken_to(desk: Desk) -> Ticket:
    """Return a ticket of Ines that was answered at ten past, and on which Amara wrote at eleven."""
    ticket = desk.open()
    desk_operations.take(ticket.pk, actor=desk.ines, now=at(2, "10:05"))
    desk_operations.reply(ticket.pk, text="Looking into it.", actor=desk.ines, now=at(2, "10:10"))
    desk_operations.hear(ticket.pk, text="Any news?", actor=desk.ines, now=at(2, "11:00"))
    return ticket


def speaking() -> list[str]:
    return list(Sign.objects.order_by("rank").values_list("detector", flat=True))


def today(who: cast.Member, clock_: str, day: int = 2) -> str:
    return read(who, "/", at(day, clock_))


def test_the_client_spoke_last_stands_on_the_owners_today_and_an_answer_ends_it(desk: Desk) -> None:
    ticket = spoken_to(desk)
    operations.look(now=at(2, "15:30"))
    assert speaking() == ["spoke last"]
    assert "Answer Kestrel Dental" in today(cast.INES, "15:30")
    assert "they wrote 4 h 30 ago in open hours and got no answer" in today(cast.INES, "15:30")
    assert "Answer Kestrel Dental" not in today(cast.KOFI, "15:30")
    desk_operations.reply(ticket.pk, text="Fixed it.", actor=desk.ines, now=at(2, "15:31"))
    assert "Answer Kestrel Dental" not in today(cast.INES, "15:31")
    operations.look(now=at(2, "15:32"))
    assert speaking() == []


def test_put_off_it_is_gone_until_tomorrow_and_the_page_of_all_says_so(desk: Desk) -> None:
    spoken_to(desk)
    operations.look(now=at(2, "15:30"))
    sign = Sign.objects.get()
    with mock.patch.object(clock, "now", return_value=at(2, "15:30")):
        assert browser(cast.KOFI).post(f"/watch/{sign.pk}/later/").status_code == 404
        assert browser(cast.INES).post(f"/watch/{sign.pk}/later/", {"to": "today"}).status_code == 302
    assert "Answer Kestrel Dental" not in today(cast.INES, "15:31")
    operations.look(now=at(2, "15:40"))
    assert "Answer Kestrel Dental" not in today(cast.INES, "15:41")
    assert "put off until" in read(cast.THEO, "/watch/", at(2, "15:41"))
    assert "Answer Kestrel Dental" in today(cast.INES, "08:00", 3)


def test_a_ticket_that_waits_or_is_resolved_has_no_sign(desk: Desk) -> None:
    ticket = spoken_to(desk)
    operations.look(now=at(2, "15:30"))
    desk_operations.resolve(ticket.pk, text="Done.", actor=desk.ines, now=at(2, "15:31"))
    operations.look(now=at(2, "15:32"))
    assert speaking() == []


def test_a_missed_date_stands_once_on_today_and_silence_beside_it(desk: Desk) -> None:
    ticket = desk.open()
    desk_operations.take(ticket.pk, actor=desk.ines, now=at(2, "10:05"))
    desk_operations.reply(ticket.pk, text="Looking into it.", actor=desk.ines, now=at(2, "10:10"))
    operations.look(now=at(9, "10:00"))
    assert speaking() == ["no next date", "silent"]
    words = today(cast.INES, "10:01", 9)
    assert "Tell Kestrel Dental how it stands" in words
    assert "Promise Kestrel Dental a date" not in words  # the missed date stands under Late already
    assert "Promise Kestrel Dental a date" in read(cast.THEO, "/watch/", at(9, "10:01"))


def test_what_comes_back_and_forth_is_named(desk: Desk) -> None:
    ticket = desk.open()
    desk_operations.take(ticket.pk, actor=desk.ines, now=at(2, "10:01"))
    desk_operations.take(ticket.pk, actor=desk.kofi, now=at(2, "10:02"))
    desk_operations.take(ticket.pk, actor=desk.ines, now=at(2, "10:03"))
    operations.look(now=at(2, "10:04"))
    assert speaking() == ["ping-pong"]


def test_a_downgrade_after_the_breach_is_named(desk: Desk) -> None:
    ticket = desk.open(impact=1, urgency=1)
    desk_operations.take(ticket.pk, actor=desk.ines, now=at(2, "10:01"))
    desk_operations.reply(ticket.pk, text="On it.", actor=desk.ines, now=at(2, "10:02"))
    desk_operations.reprioritize(
        ticket.pk, impact=3, urgency=3, reason="one phone only", actor=desk.ines, now=at(3, "16:00")
    )
    assert Reclassification.objects.filter(dodged=True).exists()
    operations.look(now=at(3, "16:01"))
    assert "reclassified" in speaking()
    assert "after its due time had passed" in read(cast.THEO, "/watch/", at(3, "16:01"))


def test_the_forecast_speaks_of_promises_as_old(desk: Desk) -> None:
    ticket = desk.open()
    desk_operations.take(ticket.pk, actor=desk.ines, now=at(2, "10:01"))
    desk_operations.reply(ticket.pk, text="On it.", actor=desk.ines, now=at(2, "10:02"))
    PastCount.objects.create(kind="resolution", priority="P3", counts=[0] * 40 + [50])
    operations.look(now=at(2, "12:00"))
    assert speaking() == ["going late"]
    assert "of 50 like it that were open as long, 0 were kept (0 to 7 %)" in today(cast.INES, "12:01")
    since = Sign.objects.get().since
    operations.look(now=at(2, "12:30"))
    assert Sign.objects.get().since == since


def test_it_learns_how_much_of_its_time_each_promise_used(desk: Desk) -> None:
    for number in range(3):
        ticket = desk.open()
        desk_operations.take(ticket.pk, actor=desk.ines, now=at(2, "10:01"))
        late = at(9, "12:00") if number == 0 else at(2, "12:00")
        desk_operations.resolve(ticket.pk, text="Done.", actor=desk.ines, now=late)
    operations.learn(now=at(10, "03:00"))
    row = PastCount.objects.get(kind="resolution")
    assert (sum(row.counts), row.counts[40]) == (3, 1)
    assert Lesson.objects.get().promises == 6
    assert "Too little is known yet" in read(cast.THEO, "/watch/forecast/", at(10, "08:00"))


def test_somebody_who_promised_too_much_sees_it_and_so_does_a_lead(desk: Desk) -> None:
    for _ in range(21):
        done = desk.open()
        desk_operations.take(done.pk, actor=desk.ines, now=at(2, "10:01"))
        desk_operations.resolve(done.pk, text="Done.", actor=desk.ines, now=at(2, "10:02"))
    for _ in range(30):
        ticket = desk.open(now=at(13, "10:00"))
        desk_operations.take(ticket.pk, actor=desk.ines, now=at(13, "10:01"))
    operations.look(now=at(13, "10:02"))
    sign = Sign.objects.get(detector="overloaded")
    assert sign.person_id == desk.ines.person_id
    assert "60 promises fall due within a week" in today(cast.INES, "10:03", 13)
    assert signs.visible_to(desk.theo).filter(pk=sign.pk).exists()
    assert not signs.visible_to(desk.kofi).filter(pk=sign.pk).exists()


def test_a_look_costs_the_same_number_of_queries_for_six_tickets_as_for_twelve(desk: Desk) -> None:
    def cost(hour: int) -> int:
        for _ in range(6):
            spoken_to(desk)
        operations.look(now=at(2, f"{hour}:00"))
        with CaptureQueriesContext(connection) as asked:
            operations.look(now=at(2, f"{hour}:10"))
        return len(asked)

    assert cost(16) == cost(17)


def test_a_contact_sees_no_sign(desk: Desk, client: Browser) -> None:
    spoken_to(desk)
    operations.look(now=at(2, "15:30"))
    client.force_login(factories.contact().user)
    assert client.get("/watch/").status_code == 403
    assert not signs.visible_to(factories.actor(factories.contact())).exists()


def test_before_the_first_look_the_page_does_not_say_that_all_is_well(desk: Desk) -> None:
    words = read(cast.THEO, "/watch/", at(2, "10:00"))
    assert "Nobody has looked yet" in words
    assert "Nothing looks as if" not in words
    operations.look(now=at(2, "10:01"))
    assert "Nothing looks as if it would go wrong" in read(cast.THEO, "/watch/", at(2, "10:02"))


def test_an_imported_backlog_is_one_line_until_somebody_touches_it(desk: Desk) -> None:
    ticket = spoken_to(desk)
    batch = Batch.objects.create(kind="tickets", file_hash="0" * 64, state="shown", created_at=at(2, "11:30"))
    last = Event.objects.order_by("-pk").values_list("pk", flat=True)[0]
    Ticket.objects.filter(pk=ticket.pk).update(batch=batch, source_key="7", source_told=last)
    operations.look(now=at(2, "15:30"))
    assert speaking() == []
    words = read(cast.THEO, "/watch/", at(2, "15:31"))
    assert "1 ticket came by import and nobody has touched it since." in words
    assert ticket.subject.title in read(cast.THEO, "/tickets/?who=untouched", at(2, "15:31"))
    desk_operations.hear(ticket.pk, text="Hello?", actor=desk.ines, now=at(2, "15:32"))
    operations.look(now=at(3, "15:33"))
    assert "spoke last" in speaking()
    assert "came by import" not in read(cast.THEO, "/watch/", at(3, "15:34"))
    assert ticket.subject.title not in read(cast.THEO, "/tickets/?who=untouched", at(3, "15:34"))


def test_each_sign_says_of_how_many(desk: Desk) -> None:
    spoken_to(desk)
    desk.open()
    operations.look(now=at(2, "15:30"))
    row = Look.objects.get()
    assert (row.asked["looked at"], row.asked["spoke last"], row.asked["untouched"]) == (2, 1, 0)
    assert "The client spoke last 1 1" in read(cast.THEO, "/watch/", at(2, "15:31"))


def test_lowered_just_before_the_due_time_is_named(desk: Desk) -> None:
    ticket = desk.open(impact=1, urgency=1)
    desk_operations.take(ticket.pk, actor=desk.ines, now=at(2, "10:01"))
    desk_operations.reply(ticket.pk, text="On it.", actor=desk.ines, now=at(2, "10:02"))
    due = Commitment.objects.get(subject=ticket.pk, kind="resolution").due_at
    change = {"impact": 3, "urgency": 3, "reason": "one phone only", "actor": desk.ines}
    desk_operations.reprioritize(ticket.pk, **change, now=due - timedelta(minutes=20))
    operations.look(now=due - timedelta(minutes=19))
    assert "reclassified" in speaking()
    assert "left, and nobody told them" in read(cast.THEO, "/watch/", due - timedelta(minutes=18))
    desk_operations.reply(ticket.pk, text="It takes longer.", actor=desk.ines, now=due - timedelta(minutes=15))
    operations.look(now=due - timedelta(minutes=14))
    assert "reclassified" not in speaking()
