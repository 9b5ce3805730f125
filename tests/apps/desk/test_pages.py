"""The pages of the desk: what they show, to whom, and in how many queries."""

import dataclasses
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext

from steadfast.apps.desk import operations
from steadfast.apps.desk.models import Message, Ticket
from steadfast.apps.desk.queries import listing
from steadfast.foundation import clock, prepared
from tests import cast, factories
from tests.apps.desk.desk import Desk, fresh, owed

HOUR = timedelta(hours=1)


@pytest.fixture
def ines(desk: Desk, client: Browser) -> Browser:
    client.force_login(factories.member(cast.INES).user)
    return client


@pytest.fixture
def amara(desk: Desk) -> Browser:
    browser = Browser()
    browser.force_login(factories.contact(cast.KESTREL).user)
    return browser


def queries(browser: Browser, address: str) -> int:
    browser.get(address)
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert browser.get(address).status_code == 200
    return len(seen)


def busy(desk: Desk, number: int) -> None:
    """Open tickets with replies, waits and owners."""
    now = clock.now()
    for index in range(number):
        ticket = desk.open(title=f"Ticket {index}", now=now - (index + 5) * HOUR)
        operations.take(ticket.pk, actor=desk.ines, now=now - (index + 4) * HOUR)
        operations.reply(ticket.pk, text="I look at it.", actor=desk.ines, now=now - (index + 3) * HOUR)
        if index % 2:
            operations.wait(
                ticket.pk, reason="client", words="a list", expires_at=now + HOUR, actor=desk.ines, now=now - 2 * HOUR
            )


@pytest.mark.parametrize(
    ("address", "most"),
    [("/tickets/", 8), ("/tickets/?state=all", 8), ("/tickets/?who=mine&priority=P3", 8), ("/tickets/1/", 12)],
)
def test_a_page_asks_as_often_for_thirty_rows_as_for_three(desk: Desk, ines: Browser, address: str, most: int) -> None:
    busy(desk, 3)
    few = queries(ines, address)
    busy(desk, 27)
    assert queries(ines, address) == few <= most


def test_the_page_of_a_client_asks_as_often_for_thirty_rows_as_for_three(desk: Desk, ines: Browser) -> None:
    address = f"/clients/{factories.client().pk}/"
    busy(desk, 3)
    few = queries(ines, address)
    busy(desk, 27)
    assert queries(ines, address) == few


def test_the_thread_asks_as_often_for_thirty_messages_as_for_three(desk: Desk, ines: Browser) -> None:
    ticket = desk.open(now=clock.now() - HOUR)
    for index in range(3):
        operations.note(ticket.pk, text=f"note {index}", actor=desk.kofi, now=clock.now())
    few = queries(ines, "/tickets/1/")
    for index in range(30):
        operations.reply(ticket.pk, text=f"reply {index}", actor=desk.kofi, now=clock.now())
    assert queries(ines, "/tickets/1/") == few


def test_a_ticket_explains_its_deadline(desk: Desk, ines: Browser) -> None:
    desk.open(now=clock.now())
    page = ines.get("/tickets/1/").content.decode()
    assert "First response, owed to" in page
    assert "agreement Standard §2" in page
    assert "nobody has taken it" in page


def test_a_ticket_without_an_agreement_says_so(desk: Desk, ines: Browser) -> None:
    ticket = desk.open(now=clock.now())
    Ticket.objects.update(agreement_version=None)
    ticket.subject.commitments.all()._raw_delete("default")  # type: ignore[attr-defined]
    assert "no agreement was in force" in ines.get("/tickets/1/").content.decode()


def test_a_breach_explains_itself(desk: Desk, ines: Browser) -> None:
    ticket = desk.open()
    operations.reply(ticket.pk, text="Sorry.", actor=desk.ines, now=factories.NOW + 6 * HOUR)
    page = ines.get("/tickets/1/").content.decode()
    assert "2 h late" in page
    assert "Due 2 Mar" in page or "Due Mon 14:00" in page


def test_a_contact_sees_what_was_said_to_them_and_nothing_inside(desk: Desk, amara: Browser) -> None:
    ticket = desk.open(now=clock.now() - HOUR)
    operations.take(ticket.pk, actor=desk.kofi, now=clock.now() - HOUR)
    operations.note(ticket.pk, text="Their switch is older than Kofi.", actor=desk.ines, now=clock.now())
    operations.reply(ticket.pk, text="We are on it.", actor=desk.ines, now=clock.now())
    page = amara.get("/portal/tickets/1/").content.decode()
    assert "We are on it." in page
    assert "Every call ends after a minute." in page
    assert "older than" not in page
    assert "took it" not in page
    assert "duty" not in page
    own = amara.get("/portal/").content.decode()
    assert "What you owe us" in own
    assert "older than" not in own


def test_a_contact_of_another_client_sees_nothing_of_it(desk: Desk) -> None:
    desk.open(now=clock.now())
    jo = Browser()
    jo.force_login(factories.contact(cast.MARLOW).user)
    assert jo.get("/tickets/1/", follow=True).status_code == 404
    assert jo.get(f"/clients/{factories.client().pk}/")["Location"] == "/portal/"
    assert jo.post("/tickets/1/replies/", {"text": "x"}).status_code == 403


def test_the_second_writer_sees_the_first_ones_change_and_keeps_their_text(desk: Desk, ines: Browser) -> None:
    ticket = desk.open(now=clock.now() - HOUR)
    shown = ines.get("/tickets/1/").context
    form = {"version": shown["ticket"].version, "newest": shown["thread"].newest, "key": str(shown["key"])}
    operations.reply(ticket.pk, text="Kofi was faster.", actor=desk.kofi, now=clock.now())
    answer = ines.post("/tickets/1/replies/", {**form, "text": "My long answer"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Meanwhile somebody changed T-1" in page
    assert page.index("Kofi was faster.") < page.index("<textarea")
    assert "My long answer</textarea>" in page
    assert Message.objects.filter(kind="public").count() == 1
    again = answer.context
    sent = ines.post("/tickets/1/replies/", {"text": "My long answer", "version": again["ticket"].version})
    assert sent.status_code == 302
    assert Message.objects.filter(kind="public").count() == 2


def test_a_button_pressed_twice_sends_once(desk: Desk, ines: Browser) -> None:
    desk.open(now=clock.now() - HOUR)
    shown = ines.get("/tickets/1/").context
    form = {"version": shown["ticket"].version, "key": str(shown["key"]), "text": "Once"}
    assert [ines.post("/tickets/1/replies/", form).status_code for _ in range(2)] == [302, 302]
    assert Message.objects.filter(kind="public").count() == 1


def test_every_act_leads_from_the_page_to_the_operation(desk: Desk, ines: Browser) -> None:
    desk.open(now=clock.now() - HOUR)
    later = (clock.now() + 30 * HOUR).strftime("%Y-%m-%dT%H:%M")
    acts = [
        ("owner", {}),
        ("replies", {"text": "Hello", "next_update_at": later}),
        ("notes", {"text": "Inside"}),
        ("wait", {"reason": "client", "words": "a list", "expires_at": later, "text": "Please send a list."}),
        ("wait/yes", {"yes_at": later}),
        ("heard", {"text": "Here it is", "how": "phone", "answered": "on"}),
        ("promises", {"what": "a spare phone", "due_at": later}),
        ("wait", {"reason": "supplier", "words": "a switch", "expires_at": later}),
        ("wait/end", {}),
        ("resolution", {"text": "Done."}),
        ("reopening", {"reason_text": "It dropped again"}),
        ("resolution", {}),
        ("confirmation", {}),
    ]
    for name, data in acts:
        answer = ines.post(f"/tickets/1/{name}/", data)
        assert answer.status_code == 302, (name, answer.content.decode()[:2000])
    ticket = fresh(Ticket.objects.get())
    assert (ticket.state, ticket.reopened) == ("closed", 1)
    assert ines.get("/tickets/1/").status_code == 200


def test_a_refusal_keeps_the_text_and_says_why(desk: Desk, ines: Browser) -> None:
    desk.open(now=clock.now() - HOUR)
    answer = ines.post("/tickets/1/confirmation/", {"text": "kept text"})
    assert answer.status_code == 422
    assert "Resolve it first" in answer.content.decode()
    assert "kept text</textarea>" in answer.content.decode()


def test_opening_asks_for_the_client_first(desk: Desk, ines: Browser) -> None:
    kestrel = factories.client()
    assert "whose is it" in ines.get("/tickets/new/").content.decode()
    page = ines.get("/tickets/new/", {"client": "kestrel dental"}).content.decode()
    assert "Amara Ruiz" in page
    assert "Harlow Street" in page
    data = {
        "client": kestrel.pk, "title": "Phones", "text": "", "kind": "incident", "impact": 2, "urgency": 1,
        "channel": "phone", "contact": factories.contact().pk, "team": factories.team().pk,
    }  # fmt: skip
    answer = ines.post("/tickets/new/", data)
    assert answer.headers["Location"] == "/tickets/1/"
    assert Ticket.objects.get().priority == "P2"


def test_the_list_leads_from_a_number_to_its_ticket(desk: Desk, ines: Browser) -> None:
    desk.open(now=clock.now())
    for words in ("1", "T-1", "t-1 "):
        assert ines.get("/tickets/", {"q": words}).headers["Location"] == "/tickets/1/"
    desk.open(title="Outlook 365 asks again", now=clock.now())
    assert [line.ticket.subject.number for line in ines.get("/tickets/", {"q": "365"}).context["page"].lines] == [2]


def test_who_keeps_no_views_is_asked_for_none_and_slows_nobody(desk: Desk) -> None:
    plain = dataclasses.replace(desk.ines, permissions=desk.ines.permissions - {"views.keep"})
    assert listing.choices(plain).views == []
    assert prepared.plain == set()
    assert listing.choices(plain).client == listing.choices(desk.ines).client != []


def test_the_filters_choose(desk: Desk, ines: Browser) -> None:
    now = clock.now()
    taken, free, done = (desk.open(title=t, now=now - HOUR) for t in ("Taken one", "Free one", "Done one"))
    operations.take(taken.pk, actor=desk.ines, now=now)
    operations.resolve(done.pk, actor=desk.ines, now=now)
    operations.close(done.pk, actor=desk.ines, now=now)

    def titles(**given: object) -> set[str]:
        lines = ines.get("/tickets/", given).context["page"].lines
        return {line.ticket.subject.title for line in lines}

    assert titles() == {"Taken one", "Free one"}
    assert titles(who="mine") == {"Taken one"}
    assert titles(who="nobody") == {"Free one"}
    assert titles(state="closed") == {"Done one"}
    assert titles(state="all") == {"Taken one", "Free one", "Done one"}
    assert titles(q="free") == {"Free one"}
    assert titles(q="kestrel") == {"Taken one", "Free one"}
    assert titles(client=factories.client(cast.MARLOW).pk) == set()
    assert titles(team=free.team_id, priority="P3") == {"Taken one", "Free one"}
    assert titles(priority="P1") == set()


@pytest.mark.parametrize("address", ["/tickets/", "/tickets/1/"])
def test_htmx_gets_the_inside_of_the_same_page(desk: Desk, ines: Browser, address: str) -> None:
    desk.open(now=clock.now())
    whole, part = ines.get(address), ines.get(address, headers={"HX-Request": "true"})
    assert "Phones drop the line" in part.content.decode()
    assert "<title>" in part.content.decode()
    assert 'class="rail"' in whole.content.decode()
    assert 'class="rail"' not in part.content.decode()
    assert "HX-Request" in part.headers["Vary"]


def test_every_promise_explains_itself_and_not_only_the_nearest(client: Browser, desk: Desk) -> None:
    ticket = desk.open()
    client.force_login(factories.member(cast.INES).user)
    resolution = owed(ticket, "resolution")
    text = client.get(f"/tickets/{ticket.subject.number}/", {"why": resolution.pk}).content.decode()
    assert "Resolution, owed to" in text
    assert "24 h from" in text


@pytest.mark.parametrize("why", ["0", "x", "-1", str(2**63), "٣"])
def test_a_promise_that_is_not_on_the_ticket_explains_the_nearest(client: Browser, desk: Desk, why: str) -> None:
    ticket = desk.open()
    client.force_login(factories.member(cast.INES).user)
    text = client.get(f"/tickets/{ticket.subject.number}/", {"why": why}).content.decode()
    assert "First response, owed to" in text


def test_a_contact_reads_that_we_wait_for_a_supplier_and_not_what_for(amara: Browser, desk: Desk) -> None:
    ticket = desk.open()
    operations.wait(
        ticket.pk,
        reason="supplier",
        words="a cheaper switch",
        expires_at=clock.now() + timedelta(days=2),
        actor=desk.ines,
        now=clock.now(),
    )
    text = amara.get(f"/portal/tickets/{ticket.subject.number}/").content.decode()
    assert "waits for a supplier" in text
    assert "cheaper" not in text
