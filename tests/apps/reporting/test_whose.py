"""The numbers of a client's page and of Today lead to exactly the rows that they count, for whoever may read them."""

import html
import re
from datetime import timedelta

import pytest
from django.test import Client as Browser

from steadfast.apps.commitments import operations as register
from steadfast.apps.commitments.models import Commitment
from steadfast.apps.commitments.queries import today
from steadfast.apps.desk import operations as desk
from steadfast.apps.identity import queries as identity
from steadfast.apps.identity.models import Person
from steadfast.apps.reporting.queries.whose import MOST_DAYS
from steadfast.foundation import clock
from tests import cast, factories

pytestmark = pytest.mark.django_db
FOUR = re.compile(r'<a href="(/scorecard/rows/[^"]+)"><i class="[a-z-]+"></i><b>([\d,]+)</b>')


def signed_in(browser: Browser, person: Person) -> None:
    assert person.user is not None
    browser.force_login(person.user)


def counted(browser: Browser, address: str) -> int:
    answer = browser.get(html.unescape(address))
    assert answer.status_code == 200
    count = answer.context["count"]
    assert len(answer.context["rows"]) == min(count, 50)
    return int(count)


def street() -> int:
    """Kestrel is owed promises that were kept, kept late, are late and ahead; it owes an answer. Return its id."""
    now = clock.now()
    ines = factories.actor(factories.member(cast.INES))
    for days in (100, 20, 10, 0):
        ticket = factories.ticket(now=now - timedelta(days=days))
        if days in (20, 100):
            desk.resolve(ticket.pk, text="Done.", actor=ines, now=now - timedelta(days=days - 1))
    desk.wait(
        ticket.pk, reason="client", words="the list", expires_at=now + timedelta(days=2), actor=ines, now=clock.now()
    )
    desk.say_yes(ticket.pk, due_at=now + timedelta(days=1), actor=ines, now=clock.now())
    supplied = factories.ticket(now=now - timedelta(hours=1))
    desk.wait(
        supplied.pk,
        reason="supplier",
        supplier=cast.PARTNER,
        words="the switch",
        expires_at=now + timedelta(days=2),
        actor=ines,
        now=now,
    )
    desk.supplier_promised(supplied.pk, due_at=now + timedelta(days=1), words="a switch", actor=ines, now=now)
    return int(ticket.client_id)


@pytest.mark.parametrize("reader", ["member", "contact"])
def test_the_four_numbers_of_a_client_lead_to_their_rows_both_ways(client: Browser, reader: str) -> None:
    key = street()
    signed_in(client, factories.member(cast.THEO) if reader == "member" else factories.contact())
    page = f"/clients/{key}/" if reader == "member" else "/portal/"
    found = FOUR.findall(client.get(page).content.decode())
    assert len(found) == 8
    assert sum(int(number) for _, number in found) >= 6
    for address, number in found:
        assert counted(client, address) == int(number.replace(",", "")), address


def test_a_contact_finds_no_row_of_another_client(client: Browser) -> None:
    key = street()
    signed_in(client, factories.contact(cast.MARLOW))
    assert counted(client, f"/scorecard/rows/?client={key}&number=not_yet") == 0
    assert counted(client, "/scorecard/rows/?owner=me&number=open") == 0


def test_what_today_cannot_show_is_one_click_away(client: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    street()
    monkeypatch.setattr(today, "LIMIT", 1)
    monkeypatch.setattr(today, "LATE", 1)
    ines = factories.member(cast.INES)
    mine = Commitment.objects.filter(owner=ines, closed_at=None)
    if not mine.exists():
        Commitment.objects.filter(closed_at=None, direction="ours").update(owner=ines)
    signed_in(client, ines)
    page = client.get("/").content.decode()
    late = mine.filter(due_at__lt=clock.now()).count()
    assert late > 1
    assert counted(client, links(page, "open")) == mine.count()
    assert counted(client, links(page, "open_late")) == late


def links(page: str, number: str) -> str:
    (address,) = set(re.findall(rf'"(/scorecard/rows/\?owner=me&amp;number={number})"', page))
    return str(address)


def test_nobody_reads_what_another_person_owes(client: Browser) -> None:
    street()
    Commitment.objects.filter(closed_at=None).update(owner=factories.member(cast.INES))
    signed_in(client, factories.member(cast.KOFI))
    assert counted(client, "/scorecard/rows/?owner=me&number=open") == 0
    assert client.get(f"/scorecard/rows/?owner={factories.member(cast.INES).pk}&number=open").status_code == 400


@pytest.mark.parametrize("query", ["direction=up", "owner=all", "days=x", f"days={MOST_DAYS + 1}", f"days={2**63}"])
def test_nonsense_is_named(client: Browser, query: str) -> None:
    signed_in(client, factories.member(cast.THEO))
    answer = client.get(f"/scorecard/rows/?{query}")
    assert answer.status_code == 400
    assert query.split("=")[0] in answer.content.decode().lower()


def test_withdrawn_ahead_of_its_due_time_is_not_open(client: Browser) -> None:
    street()
    row = Commitment.objects.filter(kind="resolution", closed_at=None).order_by("due_at").last()
    assert row is not None
    before = Commitment.objects.filter(owner=row.owner, closed_at=None).count()
    register.withdraw(row, reason="the vendor has none", actor=identity.operator(), now=clock.now())
    assert row.owner is not None
    signed_in(client, row.owner)
    assert counted(client, "/scorecard/rows/?owner=me&number=open") == before - 1
