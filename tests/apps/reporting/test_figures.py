"""The numbers that the database counts are those that the domain counts, row by row, and each leads to its rows."""

import random
import uuid
from datetime import datetime, timedelta
from urllib.parse import parse_qsl

import pytest
from pytest_django import DjangoAssertNumQueries

from steadfast.apps.commitments.models import Commitment, Move
from steadfast.apps.reporting.queries import figures, grain
from steadfast.apps.reporting.queries.months import Months
from steadfast.apps.reporting.queries.selection import NOBODY, NUMBERS, BadSelection, Selection, counted_as
from steadfast.domain.commitment.months import month_of
from steadfast.domain.commitment.numbers import Fact, FourNumbers, count
from steadfast.domain.commitment.verdict import Verdict
from steadfast.foundation import events
from steadfast.foundation.actor import SYSTEM
from steadfast.foundation.events import NewEvent
from steadfast.foundation.subjects import open_subject
from tests import cast, factories
from tests.factories import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def register() -> list[Commitment]:
    """Four hundred promises with every kind of end, due from two months before NOW to one after."""
    chance = random.Random(20260302)
    client, owner = factories.client(cast.KESTREL), factories.member(cast.INES)
    subject = open_subject("ticket", "Practice software drops the line", client.chain_id)
    rows = []
    for _ in range(400):
        due = NOW + timedelta(
            seconds=chance.choice([0, -1, 1, *(chance.randint(-5_000_000, 2_500_000) for _ in range(9))])
        )
        end = due + timedelta(seconds=chance.choice([-3600, 0, 1, 7200]))
        closed_as = chance.choice([None, None, "fulfilled", "fulfilled", "fulfilled", "released", "withdrawn", "void"])
        rows.append(
            Commitment(
                uid=uuid.UUID(int=chance.getrandbits(128)),
                kind=chance.choice(["resolution", "first response"]),
                what="a promise",
                subject=subject,
                debtor_id=1,
                creditor_id=client.pk,
                client=client,
                owner=owner,
                priority=chance.choice(["P1", "P2", "P3", "P4"]),
                direction="ours",
                promised_at=due - timedelta(days=1),
                due_at=due,
                warn_at=due,
                first_due_at=due,
                felt_due_at=due - timedelta(seconds=chance.choice([0, 0, 1800, 86400])),
                due_month=month_of(due, cast.ZONE),
                done_at=end if closed_as == "fulfilled" else None,
                closed_at=end if closed_as else None,
                closed_as=closed_as,
            )
        )
    Commitment.objects.bulk_create(rows)
    return list(Commitment.objects.order_by("id"))


def fact(row: Commitment) -> Fact:
    return Fact(row.due_at, Verdict(row.verdict), bool(row.done_at and row.done_at <= row.felt_due_at))


@pytest.mark.parametrize("groups", [[], ["priority"], ["month"], ["month", "priority"], ["kind", "client"]])
def test_the_database_counts_as_the_domain_does(register: list[Commitment], groups: list[str]) -> None:
    expected: dict[tuple[str, ...], list[Fact]] = {}
    for row in register:
        names = {
            "priority": row.priority,
            "month": f"{row.due_month:%Y-%m}",
            "kind": row.kind,
            "client": "Kestrel Dental",
        }
        expected.setdefault(tuple(names[group] for group in groups), []).append(fact(row))
    found = figures.rows(Commitment.objects.all(), groups, now=NOW)
    assert {tuple(row.key.values()): row.numbers for row in found} == {
        key: count(facts, NOW) for key, facts in expected.items()
    }
    assert figures.total(found) == count(map(fact, register), NOW)


@pytest.mark.parametrize("number", list(NUMBERS))
def test_every_number_leads_to_exactly_its_rows(register: list[Commitment], number: str) -> None:
    total = figures.rows(Commitment.objects.all(), [], now=NOW)[0].numbers
    assert counted_as(Commitment.objects.all(), number, now=NOW).count() == getattr(total, number)


def test_an_empty_register_has_no_share() -> None:
    assert figures.total(figures.rows(Commitment.objects.all(), ["month"], now=NOW)) == FourNumbers()


def test_a_group_that_does_not_exist_is_refused_with_those_that_do() -> None:
    with pytest.raises(grain.UnknownGroup, match="month, priority, client"):
        figures.rows(Commitment.objects.all(), ["mood"], now=NOW)


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ({"month": "May"}, "May"),
        ({"client": "-1"}, "client"),
        ({"client": str(2**63)}, "client"),
        ({"client": f"{2**63:040}"}, "client"),
        ({"client": "9" * 5000}, "client"),
        ({"priority": "P\0"}, "priority"),
        ({"kind": "\0"}, "kind"),
        ({"agreement": "x"}, "agreement"),
        ({"team": "x"}, "team"),
        ({"direction": "up"}, "direction"),
        ({"from": "2026-04", "to": "2026-03"}, "after"),
    ],
)
def test_a_bad_selection_is_named(query: dict[str, str], named: str) -> None:
    with pytest.raises(BadSelection, match=named):
        Selection.read(query)


@pytest.mark.parametrize(
    "query",
    [
        {"month": "2026-02", "priority": "P3", "client": "7", "kind": "resolution"},
        {"from": "2026-02", "client": "0", "team": "0", "direction": "inside", "priority": "none"},
        {"from": "2025-12", "to": "2026-02", "agreement": "3", "team": "9"},
        {"direction": "all"},
    ],
)
def test_a_selection_survives_its_address(query: dict[str, str]) -> None:
    chosen = Selection.read(query)
    assert chosen.parts() == query
    assert Selection.read(dict(parse_qsl(chosen.address()[1:]))) == chosen


def test_what_no_client_is_owed_can_be_chosen(register: list[Commitment]) -> None:
    inside = [row.pk for row in register[:3]]
    Commitment.objects.filter(pk__in=inside).update(client=None)
    chosen = Selection(client=NOBODY).apply(Commitment.objects.order_by("id"))
    assert list(chosen.values_list("pk", flat=True)) == inside


def test_numbers_without_groups_are_one_count_and_the_moves_another(
    register: list[Commitment], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(2):
        figures.rows(Commitment.objects.all(), [], now=NOW)


@pytest.mark.parametrize("groups", [[], ["priority"], ["month"]])
def test_a_due_time_that_was_given_up_counts_in_its_own_month(register: list[Commitment], groups: list[str]) -> None:
    row = next(row for row in register if row.due_month == month_of(NOW, cast.ZONE))
    given_up = NOW - timedelta(days=30)
    moved(row, given_up)
    before, after = (
        figures.total(
            figures.rows(Commitment.objects.all(), groups, now=NOW, months=Months.one(month_of(at, cast.ZONE)))
        )
        for at in (given_up, NOW)
    )
    assert (before.renegotiated, after.renegotiated) == (1, 0)
    assert (before + after).fell_due == sum(
        row.verdict not in ("released", "void") and row.due_at < NOW
        for row in register
        if row.due_month in (month_of(given_up, cast.ZONE), month_of(NOW, cast.ZONE))
    )


def moved(row: Commitment, given_up: datetime) -> None:
    """Note that the due time of a promise was given up for the present one, with Amara's yes on the day before."""
    said = NewEvent(row.subject.chain_id, "commitment.moved", given_up, row.subject_id, {}, row.pk)
    Move.objects.create(
        commitment=row,
        no=1,
        from_due=given_up,
        to_due=row.due_at,
        from_month=month_of(given_up, cast.ZONE),
        slip_s=0,
        agreed_by=factories.contact(cast.KESTREL),
        agreed_at=given_up - timedelta(days=1),
        evidence_event=events.append(said, actor=SYSTEM, now=given_up),
        reason="the part came later",
    )
