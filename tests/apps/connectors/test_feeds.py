"""The whole way of a feed: pulled, planned, applied, linked; and the next night only what differs."""

from datetime import timedelta
from typing import Any

import pytest

from steadfast.apps.clients.models import Client, Device, Site
from steadfast.apps.desk.models import Message, Ticket
from steadfast.apps.identity.models import Person
from steadfast.apps.imports import queries
from steadfast.apps.imports.models import Batch, Draft, FeedRun, FeedStep
from steadfast.foundation import clock
from steadfast.foundation.files import store
from tests.apps.connectors.feeding import feed, run, steps
from tests.apps.connectors.replay import Answer, Replay
from tests.apps.connectors.systems import ZERO, Datto, Halo, Manage, halo_ticket


def test_halopsa_comes_whole_and_the_next_night_only_what_differs() -> None:
    with Replay(halo := Halo()) as server:
        one = feed("halopsa", server.url)
        first = run(one)
        assert (first.state, first.error) == ("good", "")
        assert steps(first) == {
            "statuses": ("good", 4),
            "agents": ("good", 2),
            "clients": ("good", 2),
            "sites": ("good", 1),
            "contacts": ("good", 2),
            "devices": ("good", 1),
            "tickets": ("good", 3),
            "messages": ("good", 4),
        }
        kestrel = Client.objects.get(name="Kestrel Dental")
        assert Site.objects.get().client == kestrel
        pc = Device.objects.get()
        assert (pc.client, pc.name, pc.kind, pc.site, pc.user) == (
            kestrel,
            "KD-PC-1",
            "computer",
            Site.objects.get(),
            Person.objects.get(name="Amara Ruiz"),
        )
        ticket = Ticket.objects.get(source_key="1000")
        assert (ticket.client, ticket.state, ticket.priority) == (kestrel, "new", "P3")
        assert ticket.contact == Person.objects.get(email="amara@kestrel.example")
        assert Client.objects.count() == 2  # the tickets made none of their own

        halo.tickets[1] |= {
            "status_id": 4,
            "dateclosed": "2026-03-02T12:00:00",
            "responsedate": "2026-02-16T10:00:00",
            "last_update": "2026-03-02T12:00:00",
        }
        halo.tickets.append(halo_ticket(1003, last_update="2026-03-02T12:30:00"))
        one.refresh_from_db()
        batches = Batch.objects.count()
        second = run(one, days=1)
        assert (second.state, second.error) == ("good", "")
        assert steps(second)["tickets"] == ("good", 2)
        assert {
            state for noun, (state, _) in steps(second).items() if noun not in ("statuses", "agents", "tickets")
        } == {"same"}
        assert Batch.objects.count() == batches + 1
        assert Ticket.objects.get(source_key="1001").state == "closed"
        assert Ticket.objects.count() == 4
        one.refresh_from_db()
        third = run(one, days=2)
        assert (third.state, steps(third)["tickets"]) == ("good", ("same", 0))


def test_what_is_renamed_here_still_links() -> None:
    with Replay(halo := Halo()) as server:
        one = feed("halopsa", server.url)
        run(one)
        Client.objects.filter(name="Kestrel Dental").update(name="Kestrel Dental Care")
        halo.tickets.append(halo_ticket(1003, last_update="2026-03-02T12:00:00"))
        one.refresh_from_db()
        run(one, days=1)
        assert Ticket.objects.get(source_key="1003").client.name == "Kestrel Dental Care"
        assert Client.objects.count() == 2


def test_connectwise_comes_whole_by_its_links() -> None:
    with Replay(manage := Manage()) as server:
        manage.url = server.url
        first = run(one := feed("connectwise", server.url))
        assert (first.state, first.error) == ("good", "")
        assert steps(first)["tickets"] == ("good", 3)
        device = Device.objects.get()
        assert (device.site, device.serial, device.maker) == (Site.objects.get(name="Gate 4"), "MF-0001", "Lenovo")
        jo = Person.objects.get(email="jo@marlow.example")
        assert (jo.name, jo.phone) == ("Jo Marlow", "020 7946 0000")
        ticket = Ticket.objects.get(source_key="900")
        assert (ticket.priority, ticket.impact, ticket.urgency, ticket.contact) == ("P2", 1, 2, jo)
        manage.tickets[0] |= {"closedFlag": True, "closedDate": "2026-03-02T09:00:00Z"}
        manage.tickets[0]["_info"]["lastUpdated"] = "2026-03-02T09:00:00Z"
        one.refresh_from_db()
        second = run(one, days=1)
        assert steps(second)["tickets"] == ("good", 1)
        assert Ticket.objects.get(source_key="900").state == "closed"
        asked = [question.query.get("conditions") for question in server.asked]
        assert "lastUpdated > [2026-03-02T01:00:00Z]" in asked


def test_autotask_comes_whole_from_its_zone() -> None:
    with Replay(datto := Datto()) as server:
        datto.url = server.url
        first = run(feed("autotask", server.url))
        assert (first.state, first.error) == ("good", "")
        assert steps(first)["tickets"] == ("good", 3)
        ticket = Ticket.objects.get(source_key="T20260216.0000")
        assert (ticket.client.name, ticket.state, ticket.priority) == ("Old Mill Bakery", "waiting", "P2")
        assert ticket.contact == Person.objects.get(email="lena@oldmill.example")
        assert server.times("/atservicesrest/v1.0/zoneInformation") == 1


SPOKEN = {
    "halopsa": [
        ("1000", "inside", "Ines", "Ask Kofi about the roll."),
        ("1001", "heard", "Amara Ruiz", "It still\nprints nothing."),
        ("1001", "public", "Ines", "Turn it off and on."),
    ],
    "connectwise": [
        ("900", "heard", "Jo Marlow", "The scanner is slow."),
        ("900", "public", "Kofi", "Is it the new one?"),
        ("900", "inside", "Kofi", "It is the old one."),
    ],
    "autotask": [
        ("T20260216.0000", "heard", "Lena Brandt", "Oven\n\nThe oven says nothing."),
        ("T20260216.0000", "public", "Ines", "Oven: is it warm?"),
        ("T20260216.0000", "inside", "Ines", "Look\n\nBring a cable."),
    ],
}


@pytest.mark.parametrize("system", [Halo(), Manage(), Datto()])
def test_what_was_said_on_tickets_comes_along_and_a_second_night_writes_none_of_it_again(system: Any) -> None:
    name = {"Halo": "halopsa", "Manage": "connectwise", "Datto": "autotask"}[type(system).__name__]
    with Replay(system) as server:
        system.url = server.url
        one = feed(name, server.url)
        assert run(one).state == "good"
        one.refresh_from_db()
        assert run(one, days=1).state == "good"
    rows = Message.objects.order_by("ticket", "pk").values_list("ticket__source_key", "kind", "by", "text")
    assert [*rows] == SPOKEN[name]
    assert [row.author.name for row in Message.objects.filter(kind="heard") if row.author] == [
        who for _ticket, kind, who, _text in SPOKEN[name] if kind == "heard"
    ]


def test_a_page_that_repeats_a_ticket_brings_it_once_as_it_was_last() -> None:
    twice = [halo_ticket(1000, summary="before"), halo_ticket(1001), halo_ticket(1000, summary="after")]
    with Replay(Halo(tickets=twice)) as server:
        first = run(feed("halopsa", server.url))
    assert first.state == "good"
    assert sorted(Ticket.objects.values_list("subject__title", flat=True)) == ["The till does not print 1001", "after"]


def test_what_has_no_opening_is_left_out_and_counted() -> None:
    with Replay(Halo(tickets=[halo_ticket(1000), halo_ticket(1001, dateoccurred=ZERO)])) as server:
        run(feed("halopsa", server.url))
    assert FeedStep.objects.get(noun="tickets").left_out == 1
    assert Ticket.objects.count() == 1


def test_what_was_pulled_is_kept_as_it_came() -> None:
    with Replay(Halo()) as server:
        run(feed("halopsa", server.url))
    with store.read(FeedStep.objects.get(noun="tickets").raw) as file:
        assert b'"details":"It says that the paper is out."' in file.read()


def test_a_system_that_cannot_be_pulled_keeps_what_came_before_it() -> None:
    broken = Answer({"error": "gone"}, 404)
    with Replay(Halo()) as server:
        server.fails("/api/Tickets", broken)
        first = run(one := feed("halopsa", server.url))
        assert first.state == "failed"
        assert first.error == "/api/Tickets answered 404: there is no such address."
        assert Client.objects.count() == 2
        one.refresh_from_db()
        assert run(one, days=1).state == "good"
    assert Ticket.objects.count() == 3


def test_a_clock_behind_ours_passes_nothing_over(settings: Any) -> None:
    with Replay(Halo()) as server:
        server.date = "Sun, 01 Mar 2026 23:00:00 GMT"  # three hours behind
        run(one := feed("halopsa", server.url))
        one.refresh_from_db()
        run(one, days=1)
    asked = [
        question.query["lastupdatefromdate"] for question in server.asked if "lastupdatefromdate" in question.query
    ]
    assert asked == ["2026-03-01T22:00:00"] * 2  # for tickets, and for those whose messages may be new


def test_what_was_pulled_is_removed_a_month_after_and_what_a_person_sent_stays() -> None:
    """A nightly pull of a whole practice would fill the disk; the rows of what it did stay."""
    with Replay(Halo()) as server:
        first = run(feed("halopsa", server.url))
    raw = set(FeedStep.objects.exclude(raw="").values_list("raw", flat=True))
    drafts = set(Draft.objects.values_list("file_hash", flat=True))
    FeedStep.objects.filter(noun="clients").update(draft=None)  # as if somebody had sent it
    ended = FeedRun.objects.filter(pk=first.pk)
    ended.update(finished_at=clock.now() - timedelta(days=29))
    assert queries.named_files(raw | drafts) == raw | drafts
    ended.update(finished_at=clock.now() - timedelta(days=31))
    assert queries.named_files(raw | drafts) == {Draft.objects.get(kind="clients").file_hash}
    assert queries.file_digests() >= raw | drafts  # verify does not take them for lost ones meanwhile
