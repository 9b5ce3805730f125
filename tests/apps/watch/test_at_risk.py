"""Clients at risk: each with its lines, its owner, and a promise among us of what is done about it."""

from datetime import datetime, timedelta
from unittest import mock

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from steadfast.apps.agreements.models import AgreementVersion
from steadfast.apps.agreements.operations import add_agreement_version, set_offered
from steadfast.apps.clients.models import Client
from steadfast.apps.commitments.models import Commitment
from steadfast.apps.desk import operations as desk_operations
from steadfast.apps.watch.models import RiskAction
from steadfast.apps.watch.queries import risk
from steadfast.foundation import clock
from tests import cast, factories
from tests.apps.desk.desk import Desk, at
from tests.apps.desk.pages import browser, read


@pytest.fixture
def desk(db: None) -> Desk:
    return Desk()


def neglected(desk: Desk, of: cast.Client = cast.KESTREL) -> Client:
    """Let three tickets of a client lie until both promises on each are late."""
    for _ in range(3):
        ticket = desk.open(of=of)
        desk_operations.take(ticket.pk, actor=desk.ines, now=at(2, "10:05"))
    return factories.client(of)


def test_a_client_is_listed_for_the_lines_that_speak(desk: Desk) -> None:
    neglected(desk)
    Client.objects.update(relationship_owner=None)
    desk.open(of=cast.MARLOW, now=at(9, "09:00"))
    words = read(cast.THEO, "/clients/at-risk/", at(9, "10:00"))
    assert "6 of 6 promises of 90 days broken or late (61 to 100 %)" in words
    assert "6 promises open and late" in words
    assert "nobody owns the relationship yet" in words
    assert "Marlow Freight" not in words


def test_who_called_and_stopped_is_listed_and_a_former_client_is_not(desk: Desk) -> None:
    for number in range(6):
        then = at(2, "10:00") + timedelta(minutes=number)
        ticket = desk.open(now=then)
        desk_operations.resolve(ticket.pk, text="Done.", actor=desk.ines, now=then + timedelta(minutes=1))
    later = at(2, "10:00") + timedelta(days=70)
    assert "no ticket for 60 days; 6 in the half year before" in read(cast.THEO, "/clients/at-risk/", later)
    Client.objects.update(retired_at=later)
    assert "No client looks at risk" in read(cast.THEO, "/clients/at-risk/", later)


def test_what_is_done_about_it_is_a_promise_among_us(desk: Desk) -> None:
    client = neglected(desk)
    Client.objects.update(relationship_owner=factories.member(cast.MARA))
    with mock.patch.object(clock, "now", return_value=at(9, "10:00")):
        page = browser(cast.THEO)
        empty = page.post(f"/clients/{client.pk}/at-risk/action/", {"what": "", "due_at": ""})
        assert empty.status_code == 422
        past = {"what": "call Amara", "due_at": "2026-03-09T09:00"}
        assert page.post(f"/clients/{client.pk}/at-risk/action/", past).status_code == 422
        said = {"what": "call Amara", "due_at": "2026-03-10T12:00"}
        assert page.post(f"/clients/{client.pk}/at-risk/action/", said).status_code == 302
    row = RiskAction.objects.get().commitment
    assert (row.direction, row.what, row.due_at) == ("inside", "Kestrel Dental: call Amara", at(10, "12:00"))
    assert (row.owner, row.creditor_person) == (factories.member(cast.THEO), factories.member(cast.MARA))
    words = read(cast.MARA, "/clients/at-risk/", at(9, "11:00"))
    assert f"C-{row.pk} Theo, due" in words
    assert not Commitment.objects.filter(client=client, pk=row.pk).exists()  # no contact of theirs sees it


def test_many_come_in_pages_worst_first_with_how_many_there_are(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(risk, "SIZE", 2)
    keys = [neglected(desk, of).pk for of in (cast.KESTREL, cast.MARLOW, cast.OLD_MILL)]
    neglected(desk)  # six late tickets, so more that is broken than of the others
    first = risk.page(desk.theo, now=at(9, "10:00"))
    assert [row.client.pk for row in first.rows] == keys[:2]
    assert (first.first, first.last, first.all, first.previous, first.next) == (1, 2, 3, None, keys[1])
    second = risk.page(desk.theo, now=at(9, "10:00"), after=keys[1])
    assert ([row.client.pk for row in second.rows], second.begins, second.next) == ([keys[2]], False, None)
    assert risk.page(desk.theo, now=at(9, "10:00"), showing=keys[2]).rows == second.rows
    words = read(cast.THEO, "/clients/at-risk/", at(9, "10:00"))
    assert "1 to 2 of 3, worst first" in words
    later = read(cast.THEO, f"/clients/at-risk/?after={keys[1]}", at(9, "10:00"))
    assert "3 to 3 of 3, worst first" in later
    assert cast.KESTREL.name not in later
    with mock.patch.object(clock, "now", return_value=at(9, "10:00")):
        wrong = browser(cast.THEO).post(f"/clients/{keys[2]}/at-risk/action/", {"what": "", "due_at": ""})
    assert f'id="what-{keys[2]}"' in wrong.content.decode()


def test_it_costs_the_same_for_one_client_as_for_three(desk: Desk) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert risk.at_risk(desk.theo, now=at(9, "10:00"))[1] > 0
        return len(asked)

    neglected(desk)
    one = cost()
    for of in (cast.MARLOW, cast.OLD_MILL):
        neglected(desk, of)
    assert cost() == one <= 6


def agreed(**term: object) -> AgreementVersion:
    body = {**factories.STANDARD, **term}
    return factories.agreement("Kestrel care", of=factories.client(), body=body)


def said(now: datetime) -> list[str]:
    rows, _ = risk.at_risk(factories.actor(factories.member(cast.THEO)), now=now)
    return [line for row in rows for line in row.lines]


def test_an_agreement_that_ends_soon_is_told_with_what_was_broken_and_who_is_silent(desk: Desk) -> None:
    agreed(ends_on="2026-05-20", notice_days=30)
    ticket = desk.open()
    desk_operations.take(ticket.pk, actor=desk.ines, now=at(2, "10:05"))
    desk_operations.resolve(ticket.pk, text="Done.", actor=desk.ines, now=at(2, "15:00"))
    words = read(cast.THEO, "/clients/at-risk/", at(9, "10:00") + timedelta(days=31))
    assert "Kestrel care ends in 41 days, 20 May 2026; either side may give notice until 20 Apr 2026" in words
    assert "1 promise broken or late since January" in words
    assert "nobody spoke with them for 5 weeks" in words
    assert "Mara owns the relationship" in words
    assert "nothing is promised about it yet" in words


@pytest.mark.parametrize(
    ("ends_on", "line"),
    [
        ("2026-06-07", "Kestrel care ends in 90 days, 7 Jun 2026; either side may give notice until 8 May 2026"),
        ("2026-06-08", ""),
        ("2026-04-07", "Kestrel care ends in 29 days, 7 Apr 2026; the last day for notice was 8 Mar 2026"),
        ("2026-03-10", "Kestrel care ends in 1 day, 10 Mar 2026; the last day for notice was 8 Feb 2026"),
        ("2026-03-09", "Kestrel care ends today"),
        ("2026-03-08", "Kestrel care ended 1 day ago, and new work still falls under it"),
    ],
)
def test_an_end_is_told_from_sixty_days_before_the_notice_until_it_is_settled(
    desk: Desk, ends_on: str, line: str
) -> None:
    agreed(ends_on=ends_on, notice_days=30)
    assert said(at(9, "23:59"))[:1] == ([line] if line else [])


def test_an_agreement_without_an_end_renewed_or_let_go_is_no_risk(desk: Desk) -> None:
    assert said(at(9, "10:00")) == []
    version = agreed(notice_days=30)
    assert said(at(9, "10:00")) == []
    kept = {"actor": desk.theo, "now": at(9, "10:00")}
    calendar, agreement = version.calendar, version.agreement
    soon, later = ({**factories.STANDARD, "ends_on": day} for day in ("2026-04-30", "2027-04-30"))
    add_agreement_version(agreement, calendar, soon, at(9, "10:00"), **kept)
    assert said(at(9, "10:00"))[0] == "Kestrel care ends in 52 days, 30 Apr 2026"
    set_offered(agreement, False, **kept)
    assert said(at(9, "10:00")) == []
    set_offered(agreement, True, **kept)
    add_agreement_version(agreement, calendar, later, at(9, "10:00") + timedelta(days=52), **kept)
    assert said(at(9, "10:00")) == [], "the version that renews it holds from its end on"


def test_an_end_costs_two_more_queries_however_many_end(desk: Desk) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert risk.at_risk(desk.theo, now=at(9, "10:00"))[1] > 0
        return len(asked)

    body = {**factories.STANDARD, "ends_on": "2026-04-30"}
    factories.agreement("Care 0", of=factories.client(), body=body)
    one = cost()
    for number, of in enumerate((cast.MARLOW, cast.OLD_MILL), start=1):
        factories.agreement(f"Care {number}", of=factories.client(of), body=body)
    assert cost() == one <= 8


def test_whose_agreement_ends_stands_before_who_has_more_broken(desk: Desk) -> None:
    neglected(desk, cast.MARLOW)
    agreed(ends_on="2026-03-31")
    rows, _ = risk.at_risk(desk.theo, now=at(9, "10:00"))
    assert [(row.client.name, len(row.lines)) for row in rows] == [("Kestrel Dental", 2), ("Marlow Freight", 2)]
    assert rows[1].lines[0].startswith("6 of 6 promises")
