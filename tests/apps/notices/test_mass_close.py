"""A mass close, as in the log of 24 March 2016: 3,109 tickets in 22 minutes become a few digests and a short list."""

from collections.abc import Callable
from datetime import datetime, timedelta
from unittest import mock

import pytest
from pytest_django import Settings

from steadfast.apps.desk.models import Ticket
from steadfast.apps.mail.models import Sent
from steadfast.apps.notices import operations
from steadfast.apps.notices.models import MailChoice, Notice
from steadfast.apps.notices.queries import waiting, words
from steadfast.foundation import clock, events, outbox, subjects
from tests import cast, factories
from tests.apps.desk.desk import Desk, at
from tests.apps.desk.pages import browser

TICKETS, MINUTES = 3_109, 22
BEGINS = at(24, "10:00")


def closed_by_theo(desk: Desk) -> None:
    """Make 3,109 tickets of Ines and Kofi, which Theo closes one after the other within 22 minutes."""
    client = factories.client()
    made = subjects.open_many("ticket", [(f"Phone {number}", client.chain_id) for number in range(TICKETS)])
    owners = (desk.ines.person_id, desk.kofi.person_id)
    Ticket.objects.bulk_create(
        Ticket(
            subject=subject, client=client, owner_id=owners[number % 2], impact=2, urgency=2, priority="P3",
            state="resolved", opened_at=BEGINS - timedelta(days=9),
        )
        for number, subject in enumerate(made)
    )  # fmt: skip
    for minute in range(MINUTES):
        then = BEGINS + timedelta(minutes=minute)
        part = made[minute * TICKETS // MINUTES : (minute + 1) * TICKETS // MINUTES]
        told = [events.NewEvent(client.chain_id, "ticket.closed", then, subject.pk, {}) for subject in part]
        events.append_many(told, actor=desk.theo, now=then)


def one_closed_by_theo(desk: Desk) -> Ticket:
    """Make a ticket of Ines, which Theo closes in the afternoon of the 24th."""
    ticket = factories.ticket()
    Ticket.objects.filter(pk=ticket.pk).update(owner=desk.ines.person_id)
    new = events.NewEvent(ticket.client.chain_id, "ticket.closed", at(24, "16:00"), ticket.pk, {})
    events.append(new, actor=desk.theo, now=at(24, "16:00"))
    return ticket


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Deliver to the notices alone: what rules and webhooks make of 3,109 events is told elsewhere."""
    ours = {kind: [name for name in names if name.startswith("notices.")] for kind, names in outbox._by_kind.items()}
    monkeypatch.setattr(outbox, "_by_kind", ours)


@pytest.mark.usefixtures("posting", "alone")
def test_a_mass_close_becomes_digests(desk: Desk, deliver: Callable[[datetime], None]) -> None:
    closed_by_theo(desk)
    for person, how in ((desk.ines, "at once"), (desk.kofi, "hourly")):
        MailChoice.objects.create(person_id=person.person_id, how=how)
    deliver(BEGINS + timedelta(minutes=MINUTES))
    assert Notice.objects.count() == 2 * 6  # five each for itself, and one that counts the rest
    gathered = Notice.objects.select_related("by").get(person=desk.ines.person_id, subject=None)
    assert words.said(gathered) == "Theo closed 1,550 more tickets of yours"
    for minute in range(MINUTES, 130):
        operations.mail_all(now=BEGINS + timedelta(minutes=minute))
    found = list(Sent.objects.order_by("id"))
    assert [row.to for row in found] == [["ines@harbor.example"], ["kofi@harbor.example"]]
    assert found[0].subject == "1,555 things for you"
    assert "Theo closed 1,550 more tickets of yours" in found[0].text
    assert len(found[0].text.splitlines()) < 20


@pytest.mark.usefixtures("posting")
def test_even_at_once_and_minute_by_minute_it_is_a_few_mails(desk: Desk, deliver: Callable[[datetime], None]) -> None:
    MailChoice.objects.create(person_id=desk.ines.person_id, how="at once")
    client = factories.client()
    made = subjects.open_many("ticket", [(f"Phone {number}", client.chain_id) for number in range(5 * MINUTES)])
    Ticket.objects.bulk_create(
        Ticket(
            subject=subject, client=client, owner_id=desk.ines.person_id, impact=2, urgency=2, priority="P3",
            state="resolved", opened_at=BEGINS,
        )
        for subject in made
    )  # fmt: skip
    for minute in range(MINUTES):
        now = BEGINS + timedelta(minutes=minute)
        for subject in made[5 * minute : 5 * minute + 5]:
            new = events.NewEvent(client.chain_id, "ticket.closed", now, subject.pk, {})
            events.append(new, actor=desk.theo, now=now)
        deliver(now)
        operations.mail_all(now=now)
    assert Sent.objects.count() == 3  # at 0, 10 and 20 minutes


@pytest.mark.usefixtures("posting")
def test_the_morning_digest_names_each_with_its_address_and_leaves_once(
    desk: Desk, deliver: Callable[[datetime], None]
) -> None:
    ticket = one_closed_by_theo(desk)
    deliver(at(24, "16:00"))
    assert operations.mail_all(now=at(24, "17:00")) == 0
    assert operations.mail_all(now=at(25, "07:59")) == 0
    assert operations.mail_all(now=at(25, "08:00")) == 1
    assert operations.mail_all(now=at(25, "08:01")) == 0
    mail = Sent.objects.get()
    assert mail.subject == "Theo closed Phones drop the line"
    assert f"https://desk.harbor.example/tickets/{ticket.subject.number}/" in mail.text
    assert mail.headers["Auto-Submitted"].startswith("auto-")


@pytest.mark.usefixtures("posting")
def test_the_digest_names_whole_addresses_where_no_origin_is_said(
    desk: Desk, deliver: Callable[[datetime], None], settings: Settings
) -> None:
    settings.CSRF_TRUSTED_ORIGINS, settings.ALLOWED_HOSTS, settings.PORT = [], ["localhost"], 8017
    ticket = one_closed_by_theo(desk)
    deliver(at(24, "16:00"))
    assert operations.mail_all(now=at(25, "08:00")) == 1
    text = Sent.objects.get().text
    assert f"http://localhost:8017/tickets/{ticket.subject.number}/" in text
    assert "http://localhost:8017/notices/" in text


@pytest.mark.usefixtures("posting")
def test_what_is_read_meanwhile_is_not_mailed(desk: Desk, deliver: Callable[[datetime], None]) -> None:
    one_closed_by_theo(desk)
    deliver(at(24, "16:00"))
    operations.read(Notice.objects.get(), now=at(24, "16:05"))
    assert operations.mail_all(now=at(25, "08:00")) == 0


def test_without_a_server_nothing_is_written_and_nothing_is_lost(
    desk: Desk, deliver: Callable[[datetime], None], settings: Settings
) -> None:
    settings.MAILERS = {"default": {"BACKEND": "django.core.mail.backends.console.EmailBackend"}}
    one_closed_by_theo(desk)
    deliver(at(24, "16:00"))
    assert operations.mail_all(now=at(25, "08:00")) == 0
    assert Notice.objects.get().mailed_at is None


@pytest.mark.usefixtures("desk")
def test_each_chooses_when_to_be_written_to() -> None:
    with mock.patch.object(clock, "now", return_value=at(24, "16:00")):
        said = {"how": "hourly", "quiet_from": "20:00", "quiet_until": "07:00"}
        assert browser(cast.INES).post("/notices/choices/", said).status_code == 302
        assert browser(cast.INES).post("/notices/choices/", {"how": "by pigeon"}).status_code == 422
    row = MailChoice.objects.get()
    assert (row.how, row.quiet_from.hour, row.quiet_until.hour, row.open_days) == ("hourly", 20, 7, False)


@pytest.mark.usefixtures("posting")
@pytest.mark.parametrize(("waits", "more"), [(3, False), (4, True)])
def test_a_mail_says_that_there_is_more_only_where_there_is(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, waits: int, more: bool
) -> None:
    monkeypatch.setattr(waiting, "MOST", 3)
    MailChoice.objects.create(person_id=desk.ines.person_id, how="at once")
    Notice.objects.bulk_create(
        Notice(person_id=desk.ines.person_id, kind="closed", key=f"closed:{no}", first_at=BEGINS, at=BEGINS)
        for no in range(waits)
    )
    assert operations.mail_all(now=BEGINS + timedelta(hours=1)) == 1
    sent = Sent.objects.get()
    assert (sent.text.count("\n- ") + sent.text.startswith("- "), "… and more" in sent.text) == (3, more)
    assert Notice.objects.filter(mailed_at=None).count() == waits - 3
