"""Limbo on the page beside the scorecard equals the sum by hand, and every number leads to its tickets."""

import re

import pytest
from django.test import Client as Browser

from steadfast.apps.commitments import operations as register
from steadfast.apps.commitments.operations import To
from steadfast.apps.desk import operations
from steadfast.apps.identity import operations as identity
from steadfast.apps.identity import queries
from steadfast.apps.reporting.queries import hand_overs
from steadfast.apps.reporting.queries.hand_overs import Asked
from tests import cast, factories
from tests.apps.desk.desk import Desk, at

MARCH = {"from": "2026-03", "to": "2026-03"}
NOW = at(17, "12:00")


@pytest.fixture
def desk(db: None) -> Desk:
    return Desk()


def three(desk: Desk) -> None:
    """Friday to Tuesday: 40 minutes untaken and 40 offered; 10 untaken; the last untaken until now, 1 h + 8 h + 3 h."""
    first = desk.open(now=at(13, "16:00"), title="Scanner")
    operations.take(first.pk, actor=desk.ines, now=at(13, "16:40"))
    to = To(desk.kofi.person_id)
    offer = operations.offer(first.pk, to, reason="I am off", actor=desk.ines, now=at(13, "16:50"))
    operations.decline(first.pk, offer.pk, words="No time", actor=desk.kofi, now=at(16, "09:30"))
    second = desk.open(now=at(13, "16:00"), title="Printer", kind="request")
    operations.take(second.pk, actor=desk.kofi, now=at(13, "16:10"))
    desk.open(now=at(13, "16:00"), title="Switch", kind="request")


def test_figures_by_kind_of_work_are_those_that_a_hand_counts(desk: Desk) -> None:
    three(desk)
    asked = Asked.read({**MARCH, "group": "kind"}, cast.ZONE, NOW)
    rows = hand_overs.rows(hand_overs.found(desk.theo, asked, now=NOW), asked)
    told = [(row.label, row.count, row.in_limbo, row.median, row.p90, row.bounced) for row in rows]
    assert told == [("incident", 1, 1, 80 * 60, None, 1), ("request", 2, 2, 10 * 60, None, 0)]


def test_five_tickets_have_a_p90(desk: Desk) -> None:
    for minute in range(1, 6):
        ticket = desk.open(now=at(16, "10:00"), title=f"Printer {minute}")
        operations.take(ticket.pk, actor=desk.ines, now=at(16, f"10:0{minute}"))
    asked = Asked.read(MARCH, cast.ZONE, NOW)
    (row,) = hand_overs.rows(hand_overs.found(desk.theo, asked, now=NOW), asked)
    assert (row.label, row.median, row.p90) == ("Desk", 180, 300)


def test_an_absence_is_no_bounce_and_no_limbo(desk: Desk) -> None:
    ticket = desk.open(now=at(13, "10:00"))
    operations.take(ticket.pk, actor=desk.ines, now=at(13, "10:00"))
    ines, kofi = factories.member(cast.INES), factories.member(cast.KOFI)
    day = at(13, "12:00").date()
    identity.plan_absence(ines, first=day, last=day, kind="sick", deputy=kofi, actor=desk.ines, now=at(13, "12:00"))
    for clock in (at(13, "12:00"), at(14, "00:01")):
        for absence in queries.running_absences(clock):
            register.carry(absence, now=clock)
    asked = Asked.read(MARCH, cast.ZONE, NOW)
    (row,) = hand_overs.rows(hand_overs.found(desk.theo, asked, now=NOW), asked)
    assert (row.in_limbo, row.bounced, row.ping_pong) == (0, 0, 0)


def test_every_number_leads_to_as_many_tickets_and_none_names_a_person(desk: Desk, client: Browser) -> None:
    three(desk)
    client.force_login(factories.member(cast.THEO).user)
    page = client.get("/scorecard/hand-overs/", {**MARCH, "group": "kind"}).content.decode()
    cells = re.findall(r'<a href="(/scorecard/hand-overs/tickets/[^"]*)">([\d,]+)</a>', page)
    noughts = re.findall(r'<td class="n">0</td>', page)
    assert (len(cells) + len(noughts), "0" in {number for _, number in cells}) == (3 * 4, False)
    for address, number in cells:
        behind = client.get(address.replace("&amp;", "&")).content.decode()
        assert behind.count('class="go"') == int(number)
    table = page[page.index("<table") : page.index("</table>")]
    assert not any(member.name in table for member in cast.MEMBERS)


def test_what_cannot_be_grouped_or_counted_is_a_bad_request(desk: Desk, client: Browser) -> None:
    client.force_login(factories.member(cast.THEO).user)
    for query in ("group=person", "counted=x", "from=2026-13", "group=month&key=x", "month=9999-12", "from=0001-01"):
        assert client.get(f"/scorecard/hand-overs/?{query}").status_code == 400
