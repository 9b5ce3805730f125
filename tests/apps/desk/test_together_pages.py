"""The pages by which tickets come together and part: a preview out of date does nothing, an address leads on."""

import pytest
from django.test import Client as Browser

from steadfast.apps.desk import operations
from steadfast.apps.desk.models import Message, Ticket, TicketLink
from steadfast.foundation import clock
from tests import cast
from tests.apps.desk.desk import Desk, fresh
from tests.apps.desk.pages import browser, words


@pytest.fixture
def pair(desk: Desk) -> tuple[Ticket, Ticket]:
    now = clock.now()
    return desk.open(now=now), desk.open(title="Phones again", text="Still the phones.", now=now)


@pytest.fixture
def ines(desk: Desk) -> Browser:
    return browser(cast.INES)


def sent(stays: Ticket, goes: Ticket) -> dict[str, object]:
    return {"number": stays.subject.number, "version": goes.version, "other_version": stays.version}


def test_the_preview_says_what_happens_and_its_button_does_it(ines: Browser, pair: tuple[Ticket, Ticket]) -> None:
    stays, goes = pair
    shown = words(ines.get("/tickets/2/merge/?number=T-1 Phones").content.decode())
    assert "Merge T-2 into T-1?" in shown
    owed = stays.subject.commitments.earliest("pk")
    assert f"void : C-{owed.pk} on T-1 owes the same, no later" in shown
    assert fresh(goes).merged_into_id is None
    merged = ines.post("/tickets/2/merge/", sent(stays, goes), follow=True)
    assert merged.redirect_chain == [("/tickets/1/", 302)]
    page = words(merged.content.decode())
    assert "T-2 is merged into T-1. Until somebody writes here, it can be taken apart again." in page
    assert "Take T-2 apart again" in page
    page = words(ines.get("/tickets/2/", follow=True).content.decode())
    assert "T-2 was merged into T-1. What was said there stands here." in page
    assert "Still the phones." in page
    assert "T-2" not in words(ines.get("/tickets/").content.decode())


def test_a_contact_reads_one_thread(ines: Browser, pair: tuple[Ticket, Ticket]) -> None:
    ines.post("/tickets/2/merge/", sent(*pair))
    page = words(browser(cast.KESTREL).get("/tickets/2/", follow=True).content.decode())
    assert "on T-2" in page
    assert "Still the phones." in page
    assert "Take T-2 apart" not in page


def test_a_preview_out_of_date_comes_back(desk: Desk, ines: Browser, pair: tuple[Ticket, Ticket]) -> None:
    operations.note(pair[0].pk, text="Same switch.", actor=desk.kofi, now=clock.now())
    answer = ines.post("/tickets/2/merge/", sent(*pair))
    assert (answer.status_code, "nothing was merged" in words(answer.content.decode())) == (409, True)
    assert fresh(pair[1]).merged_into_id is None


def test_taking_apart_is_refused_with_a_reason_once_something_was_written(
    desk: Desk, ines: Browser, pair: tuple[Ticket, Ticket]
) -> None:
    ines.post("/tickets/2/merge/", sent(*pair))
    assert ines.post("/tickets/2/apart/")["Location"] == "/tickets/2/"
    ines.post("/tickets/2/merge/", sent(fresh(pair[0]), fresh(pair[1])))
    operations.note(pair[0].pk, text="Same switch.", actor=desk.kofi, now=clock.now())
    page = words(ines.post("/tickets/2/apart/", follow=True).content.decode())
    assert "Something was written on T-1 since." in page


def test_a_reply_typed_on_a_merged_ticket_is_not_lost(ines: Browser, pair: tuple[Ticket, Ticket]) -> None:
    ines.post("/tickets/2/merge/", sent(*pair))
    answer = ines.post("/tickets/2/replies/", {"text": "We look at it."})
    page = words(answer.content.decode())
    assert answer.status_code == 422
    assert "T-2 was merged into T-1; it goes on there." in page
    assert "We look at it." in page


def test_tickets_are_linked_and_parted_on_their_pages(ines: Browser, pair: tuple[Ticket, Ticket]) -> None:
    wrong = ines.post("/tickets/1/links/", {"kind": "child", "number": "T-99"})
    assert "There is no such ticket." in words(wrong.content.decode())
    ines.post("/tickets/1/links/", {"kind": "parent", "number": "2"})
    link = TicketLink.objects.get()
    assert (link.from_ticket_id, link.kind) == (pair[1].pk, "child of")
    circle = ines.post("/tickets/1/links/", {"kind": "child", "number": "2"})
    assert "below" in words(circle.content.decode())
    assert ines.post(f"/tickets/2/links/{link.pk}/remove/").status_code == 302
    assert TicketLink.objects.filter(ended_at=None).count() == 0


def test_what_was_chosen_stays_chosen_when_the_title_is_missing(ines: Browser, pair: tuple[Ticket, Ticket]) -> None:
    key = Message.objects.get(ticket=pair[0]).pk
    answer = ines.post("/tickets/1/split/", {"messages": [key], "title": ""})
    assert answer.status_code == 422
    assert f'value="{key}" checked' in answer.content.decode()
    made = ines.post("/tickets/1/split/", {"messages": [key], "title": "Something else"})
    assert made["Location"] == "/tickets/3/"
