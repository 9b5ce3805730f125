"""What makes a notice, for whom, and never twice for one thing nor for one's own act."""

from collections.abc import Callable
from datetime import datetime
from unittest import mock

from steadfast.apps.commitments.operations.asking import To
from steadfast.apps.desk import operations as desk_operations
from steadfast.apps.desk.models import Ticket
from steadfast.apps.identity import queries as identity
from steadfast.apps.mail.models import Box
from steadfast.apps.notices import operations, tasks
from steadfast.apps.notices.models import Notice
from steadfast.apps.notices.queries import inbox, words
from steadfast.foundation import clock
from tests import cast, factories
from tests.apps.desk.desk import Desk, at, owed
from tests.apps.desk.pages import browser, read

Deliver = Callable[[datetime], None]


def taken(desk: Desk) -> Ticket:
    ticket = desk.open()
    desk_operations.take(ticket.pk, actor=desk.ines, now=at(2, "10:05"))
    return ticket


def told(who: cast.Member) -> list[str]:
    rows = Notice.objects.filter(person=factories.member(who)).select_related("subject", "by").order_by("id")
    return [words.said(row) for row in rows]


def offer(desk: Desk, ticket: Ticket) -> int:
    to = To(desk.kofi.person_id)
    return desk_operations.offer(ticket.pk, to, reason="I am away", actor=desk.ines, now=at(2, "11:00")).pk


def test_an_offer_is_told_to_whom_it_was_made_and_is_over_once_answered(desk: Desk, deliver: Deliver) -> None:
    ticket = taken(desk)
    key = offer(desk, ticket)
    deliver(at(2, "11:01"))
    assert told(cast.KOFI) == ["Ines offers you Phones drop the line"]
    assert told(cast.INES) == []
    desk_operations.accept(ticket.pk, key, actor=desk.kofi, now=at(2, "11:05"))
    deliver(at(2, "11:06"))
    assert Notice.objects.get(kind="offered").read_at is not None
    assert told(cast.INES) == ["Kofi took over Phones drop the line"]


def test_what_the_client_says_is_told_to_the_owner_and_counts_while_unread(desk: Desk, deliver: Deliver) -> None:
    ticket = taken(desk)
    for minute in ("11:00", "11:05"):
        desk_operations.hear(ticket.pk, text="Any news?", actor=desk.kofi, now=at(2, minute))
    deliver(at(2, "11:06"))
    assert len(told(cast.INES)) == 1
    assert told(cast.INES)[0].endswith("wrote on Phones drop the line (2 times)")
    operations.read(Notice.objects.get(), now=at(2, "11:10"))
    desk_operations.hear(ticket.pk, text="And now?", actor=desk.kofi, now=at(2, "11:15"))
    deliver(at(2, "11:16"))
    assert len(told(cast.INES)) == 2


def test_who_writes_it_down_themselves_is_not_told(desk: Desk, deliver: Deliver) -> None:
    ticket = taken(desk)
    desk_operations.hear(ticket.pk, text="Any news?", actor=desk.ines, now=at(2, "11:00"))
    deliver(at(2, "11:01"))
    assert told(cast.INES) == []


def test_a_mention_in_a_note_is_told_to_whom_it_names(desk: Desk, deliver: Deliver) -> None:
    ticket = taken(desk)
    desk_operations.note(ticket.pk, text="@Kofi and @Ines, see the log", actor=desk.ines, now=at(2, "11:00"))
    deliver(at(2, "11:01"))
    assert told(cast.KOFI) == ["Ines mentions you on Phones drop the line"]
    assert told(cast.INES) == []


def test_a_mention_in_a_reply_is_told_too(desk: Desk, deliver: Deliver) -> None:
    ticket = taken(desk)
    desk_operations.reply(ticket.pk, text="@Kofi looks at it tomorrow.", actor=desk.ines, now=at(2, "11:00"))
    deliver(at(2, "11:01"))
    assert told(cast.KOFI) == ["Ines mentions you on Phones drop the line"]


def test_a_promise_that_is_soon_due_is_told_once(desk: Desk) -> None:
    ticket = taken(desk)
    row = owed(ticket, "first response")
    for now in (row.warn_at, row.warn_at, at(2, "13:59")):
        with mock.patch.object(clock, "now", return_value=now):
            tasks.look.call()
    assert told(cast.INES) == ["Soon due: Answer Kestrel Dental: Phones drop the line"]
    operations.read(Notice.objects.get(), now=at(2, "13:30"))
    with mock.patch.object(clock, "now", return_value=at(2, "13:31")):
        assert tasks.look.call() == 0


def test_what_somebody_else_closes_is_told_to_its_owner(desk: Desk, deliver: Deliver) -> None:
    ticket = taken(desk)
    desk_operations.resolve(ticket.pk, text="Done.", actor=desk.ines, now=at(2, "11:00"))
    desk_operations.close(ticket.pk, actor=desk.theo, now=at(2, "11:05"))
    deliver(at(2, "11:06"))
    assert told(cast.INES) == ["Theo closed Phones drop the line"]


def test_a_mailbox_that_is_down_is_told_to_who_leads_once(desk: Desk) -> None:
    Box.objects.create(
        name="Support", address="support@harbor.example", trouble="wrong password", trouble_since=at(2, "10:00"),
        since=at(1, "10:00"),
    )  # fmt: skip
    for now in (at(2, "10:04"), at(2, "10:06"), at(2, "10:07")):
        with mock.patch.object(clock, "now", return_value=now):
            tasks.look.call()
    assert told(cast.THEO) == ["No mail comes in or goes out: Support: wrong password"]
    assert told(cast.INES) == []


def test_the_badge_counts_what_is_neither_read_nor_put_off(desk: Desk, deliver: Deliver) -> None:
    ticket = taken(desk)
    desk_operations.hear(ticket.pk, text="Any news?", actor=desk.kofi, now=at(2, "11:00"))
    deliver(at(2, "11:01"))
    row = Notice.objects.get()
    with mock.patch.object(clock, "now", return_value=at(2, "11:02")):
        assert inbox.unread(desk.ines) == 1
        assert inbox.unread(desk.kofi) == 0
        page = browser(cast.INES)
        page.post(f"/notices/{row.pk}/later/", {"until": "tomorrow"})
        assert inbox.unread(desk.ines) == 0
    assert "Nothing is put off" not in read(cast.INES, "/notices/?which=later", at(2, "11:03"))
    with mock.patch.object(clock, "now", return_value=at(3, "08:00")):
        assert inbox.unread(desk.ines) == 1
        assert page.get(f"/notices/{row.pk}/").headers["Location"] == f"/tickets/{ticket.subject.number}/"
        assert inbox.unread(desk.ines) == 0


def test_all_that_stood_on_the_page_is_read_and_nothing_that_came_since(desk: Desk, deliver: Deliver) -> None:
    first, second = taken(desk), taken(desk)
    desk_operations.hear(first.pk, text="One", actor=desk.kofi, now=at(2, "11:00"))
    desk_operations.hear(second.pk, text="Two", actor=desk.kofi, now=at(2, "11:10"))
    deliver(at(2, "11:11"))
    with mock.patch.object(clock, "now", return_value=at(2, "11:12")):
        browser(cast.INES).post("/notices/read/", {"seen": "2026-03-02T11:05:00+00:00"})
        assert inbox.unread(desk.ines) == 1


def test_nobody_sees_anothers(desk: Desk, deliver: Deliver) -> None:
    ticket = taken(desk)
    desk_operations.hear(ticket.pk, text="One", actor=desk.kofi, now=at(2, "11:00"))
    deliver(at(2, "11:01"))
    key = Notice.objects.get().pk
    assert browser(cast.KOFI).get(f"/notices/{key}/").status_code == 404
    assert browser(cast.KOFI).post(f"/notices/{key}/read/").status_code == 404
    assert not inbox.of_reader(identity.actor_of(factories.contact())).exists()
