"""Breaches: how late on the promise's own calendar, and each fact true exactly when the page of it says so."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client as Browser
from pytest_django import DjangoAssertNumQueries

from steadfast.apps.commitments.models import Commitment, HandOver, Reclassification, Wait
from steadfast.apps.desk import operations as desk
from steadfast.apps.desk.models import Ticket
from steadfast.apps.imports.models import Batch
from steadfast.apps.reporting.queries import breaches, facts
from steadfast.foundation import clock
from steadfast.foundation.models import Event
from tests import cast, factories
from tests.domain import worked
from tests.factories import NOW

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
LATER = NOW + 30 * DAY


def breach(*, taken: bool = True, answered: bool = True) -> Commitment:
    """Return a resolution that is open and late at LATER, on a ticket that was taken and answered in time."""
    ticket = factories.ticket()
    row = Commitment.objects.get(subject=ticket.subject, kind="resolution")
    Ticket.objects.filter(pk=ticket.pk).update(
        taken_at=NOW if taken else None, first_response_at=NOW if answered else None
    )
    return row


def said(row: Commitment) -> list[str]:
    found = breaches.of(Commitment.objects.filter(pk=row.pk), now=LATER)
    return breaches.titles([found.get()], now=LATER)[row.pk]


def waited(row: Commitment, reason: str, since: datetime, until: datetime | None) -> None:
    Wait.objects.create(subject=row.subject, reason=reason, since=since, until=until, expires_at=since + DAY)


def offered(row: Commitment, at: datetime, answered_at: datetime | None, whole: bool = False) -> None:
    HandOver.objects.create(
        subject=row.subject,
        commitment=None if whole else row,
        from_person=factories.member(cast.INES),
        to_person=factories.member(cast.KOFI),
        offered_at=at,
        answered_at=answered_at,
        answer="accepted" if answered_at else "",
        reason="his client",
    )


def reclassified(row: Commitment) -> None:
    Reclassification.objects.create(
        commitment=row,
        at=NOW + HOUR,
        from_priority="P3",
        to_priority="P2",
        from_due=row.due_at,
        to_due=row.due_at,
        dodged=False,
        reason="more people",
        evidence_event=Event.objects.order_by("id")[0],
    )


FACTS: dict[str, Callable[[Commitment], object]] = {
    "waited on a supplier": lambda row: waited(row, "supplier", NOW + HOUR, None),
    "waited on the client": lambda row: waited(row, "client", NOW + HOUR, NOW + 2 * HOUR),
    "changed hands": lambda row: offered(row, NOW + HOUR, NOW + 2 * HOUR, whole=True),
    "an offer lay unanswered": lambda row: offered(row, NOW + HOUR, None),
    "reopened": lambda row: Ticket.objects.filter(pk=row.subject_id).update(reopened=1),
    "its priority changed": reclassified,
    "was moved before": lambda row: Commitment.objects.filter(pk=row.pk).update(moves=1),
    "taken back": lambda row: Commitment.objects.filter(pk=row.pk).update(closed_as="withdrawn", closed_at=NOW + HOUR),
}


def test_a_breach_without_a_fact_has_none() -> None:
    row = breach()
    assert said(row) == []
    assert list(facts.having(Commitment.objects.filter(pk=row.pk), facts.NONE, now=LATER)) == [row]


@pytest.mark.parametrize("title", list(FACTS))
def test_each_fact_alone_is_said_alone(title: str) -> None:
    row = breach()
    FACTS[title](row)
    assert said(row) == [title]


def test_what_nobody_took_and_nobody_answered_says_so() -> None:
    assert said(breach(taken=False, answered=False)) == ["nobody had taken it", "no word from us before due"]


def test_what_an_import_did_not_record_is_not_known() -> None:
    row = breach(taken=False, answered=False)
    batch = Batch.objects.create(
        kind="tickets", file_name="a.csv", file_hash="a", mapping="uci", state="shown", created_at=NOW
    )
    Ticket.objects.filter(pk=row.subject_id).update(batch=batch)
    assert said(row) == []


def test_a_wait_before_the_promise_or_after_its_end_is_none_of_its_facts() -> None:
    row = breach()
    waited(row, "supplier", NOW - DAY, NOW - HOUR)
    Commitment.objects.filter(pk=row.pk).update(closed_as="fulfilled", closed_at=NOW + 9 * DAY, done_at=NOW + 9 * DAY)
    waited(row, "client", NOW + 10 * DAY, None)
    assert said(row) == []


def test_the_page_of_the_algorithm_names_every_fact() -> None:
    told = [row["fact"] for row in worked.table("lateness.md", "fact")]
    assert told == [fact.title for fact in facts.FACTS.values()]


def test_late_is_counted_on_the_calendar_of_the_promise() -> None:
    rows = [breach(), breach(), breach()]
    due = rows[0].due_at  # office hours: eight a day
    for row, late in zip(rows, (2 * HOUR, 7 * DAY, None), strict=True):
        done = due + late if late else None
        Commitment.objects.filter(pk=row.pk).update(
            done_at=done, closed_at=done, closed_as="fulfilled" if done else None
        )
    found = breaches.how_late(breaches.of(Commitment.objects.filter(kind="resolution"), now=LATER), now=LATER)
    total = found[None]
    assert (total.count, total.growing) == (3, 1)
    assert total.median == 40 * 3600  # a week later is five days of eight hours
    assert total.p90 > total.median


def test_what_was_taken_back_is_a_breach_without_a_lateness() -> None:
    row = breach()
    Commitment.objects.filter(pk=row.pk).update(closed_as="withdrawn", closed_at=NOW + HOUR)
    breached = breaches.of(Commitment.objects.filter(pk=row.pk), now=LATER)
    assert breached.count() == 1
    assert breaches.how_late(breached, now=LATER) == {}


@pytest.mark.parametrize("tickets", [2, 20])
def test_the_page_costs_the_same_for_two_as_for_twenty(
    client: Browser,
    django_assert_max_num_queries: DjangoAssertNumQueries,
    tickets: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(clock, "now", lambda: LATER)
    ines = factories.actor(factories.member(cast.INES))
    for _ in range(tickets):
        desk.reply(factories.ticket().pk, text="On my way.", actor=ines, now=NOW + HOUR)
    client.force_login(factories.member(cast.THEO).user)
    client.get("/scorecard/breaches/")
    with django_assert_max_num_queries(10):  # session and account among them
        answer = client.get("/scorecard/breaches/")
    assert answer.context["count"] == tickets


def test_a_fact_that_does_not_exist_is_named(client: Browser) -> None:
    client.force_login(factories.member(cast.THEO).user)
    answer = client.get("/scorecard/rows/?number=breaches&why=moon")
    assert answer.status_code == 400
    assert "moon" in answer.content.decode()
