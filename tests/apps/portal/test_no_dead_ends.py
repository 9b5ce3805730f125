"""Every link on every page that a contact reaches leads to a page of the portal, or to a file, and never nowhere."""

import re
from collections.abc import Iterator
from datetime import timedelta
from html import unescape
from unittest import mock
from urllib.parse import urljoin, urlsplit

import pytest
from django.test import Client as Browser

from steadfast.apps.clients.operations import add_contact
from steadfast.apps.commitments import operations as register
from steadfast.apps.commitments.models import Commitment
from steadfast.apps.commitments.operations.giving import Word
from steadfast.apps.commitments.queries import parties
from steadfast.apps.commitments.queries.parties import Whom
from steadfast.apps.desk import operations as desk
from steadfast.apps.desk.models import Ticket
from steadfast.apps.identity.models import Person
from steadfast.foundation import clock
from steadfast.foundation.actor import SYSTEM
from tests import cast, factories

pytestmark = pytest.mark.django_db
LINK = re.compile(r'href="([^"#]+)"')
ELSEWHERE = ("/static/", "/me/", "data:", "tel:", "/app.webmanifest")
HEAD = 'class="door"'  # what stands over every page of the portal, with the ways to the others


@pytest.fixture(autouse=True)
def at_one_instant() -> Iterator[None]:
    """Let everything happen on a Monday at ten."""
    with mock.patch.object(clock, "now", return_value=factories.NOW):
        yield


def colleague() -> Person:
    person = add_contact(factories.client(), "Sam Okafor", email="sam@kestrel.example", actor=SYSTEM, now=factories.NOW)
    Person.objects.filter(pk=person.pk).update(own_only=True)
    person.refresh_from_db()
    factories.account(person)
    return person


def promised(to: Person, what: str, *, theirs: bool) -> Commitment:
    """Promise something in a conversation, by tomorrow."""
    now = clock.now()
    ines = factories.actor(factories.member())
    calendar = parties.calendar_with(to.party, now=now)
    word = Word(what, Whom(to.party, to), now + timedelta(days=1), 4 * 3600, calendar, now, theirs, None)
    return register.give(word, actor=ines, now=now)


def lived(person: Person) -> None:
    """Give a contact a ticket that waits for them, one that is solved, and a promise of each side."""
    factories.agreement()
    factories.team()
    reader, now, ines = browser(person), clock.now(), factories.actor(factories.member())
    said = {"text": "Since this morning.", "kind": "incident", "impact": 3, "urgency": 2}
    for title in ("The scanner stays dark", "The drawer sticks"):
        reader.post("/portal/tickets/new/", {**said, "title": title})
    waits, solved = Ticket.objects.order_by("pk")
    desk.wait(waits.pk, reason="client", words="its number", expires_at=now + timedelta(days=3), actor=ines, now=now)
    desk.take(solved.pk, actor=ines, now=now)
    desk.resolve(solved.pk, text="It is oiled.", actor=ines, now=now)
    promised(person, "call back about the scanner", theirs=False)
    promised(person, "send the lease", theirs=True)


def browser(person: Person) -> Browser:
    found = Browser()
    assert person.user is not None
    found.force_login(person.user)
    return found


def walk(reader: Browser) -> dict[str, str]:
    """Follow every link from the home page on; return the addresses that answered, with what stood there."""
    seen: dict[str, str] = {}
    todo = ["/portal/"]
    while todo:
        address = todo.pop()
        answer = reader.get(address, follow=True)
        assert answer.status_code == 200, address
        html = "html" in answer.headers["Content-Type"]
        seen[address] = answer.content.decode() if html else ""
        assert not html or HEAD in seen[address], address
        links = {urljoin(address, unescape(found)) for found in LINK.findall(seen[address])}
        inner = {link for link in links if not urlsplit(link).netloc and not link.startswith(ELSEWHERE)}
        todo += sorted(inner - seen.keys() - set(todo))
    return seen


@pytest.mark.parametrize("who", ["who sees the whole company", "who sees their own alone"])
def test_every_link_leads_somewhere_and_there_is_a_way_back(who: str) -> None:
    person = factories.contact() if "whole" in who else colleague()
    lived(person)
    seen = walk(browser(person))
    shown = "".join(seen.values())
    assert [what for what in ("call back about the scanner", "send the lease", "its number") if what not in shown] == []
    assert any(re.fullmatch(r"/conversations/\d+/", address) for address in seen)
    assert any(address.endswith(".ics") for address in seen)
    assert any(address.startswith("/scorecard/rows/") for address in seen) == ("whole" in who)


def test_a_promise_of_a_conversation_is_open_to_whom_it_is_owed_and_not_to_a_colleague() -> None:
    factories.agreement()
    factories.team()
    person, amara = colleague(), factories.contact()
    mine, hers = promised(person, "call Sam", theirs=False), promised(amara, "call Amara", theirs=False)
    reader = browser(person)
    assert reader.get(f"/register/{mine.pk}/").status_code == 200
    assert reader.get(f"/register/{hers.pk}/").status_code == 404


def test_what_is_not_for_a_contact_names_their_home_and_no_role() -> None:
    reader = browser(factories.contact())
    for address in ("/people/", "/nowhere/"):
        page = reader.get(address).content.decode()
        assert "Go to your home page" in page
        assert "your role" not in page.lower()
    assert cast.KESTREL.name in reader.get("/", follow=True).content.decode()


def test_a_promise_about_a_colleagues_ticket_tells_nothing_that_we_asked_the_colleague() -> None:
    person = colleague()
    lived(factories.contact())
    waits, now, ines = Ticket.objects.order_by("pk")[0], clock.now(), factories.actor(factories.member())
    calendar = parties.calendar_with(person.party, now=now)
    whom, by = Whom(person.party, person), now + timedelta(days=1)
    row = register.give(Word("bring Sam a loan", whom, by, 3600, calendar, now, False, waits.pk), actor=ines, now=now)
    shown = browser(person).get(f"/register/{row.pk}/").content.decode()
    assert "bring Sam a loan" in shown
    assert waits.subject.title not in shown
    assert "its number" not in shown
