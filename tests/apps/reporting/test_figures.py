"""The numbers that the database counts are those that the domain counts, row by row, and each leads to its rows."""

import random
import uuid
from datetime import timedelta
from urllib.parse import parse_qsl

import pytest

from steadfast.apps.commitments.models import Commitment
from steadfast.apps.reporting.queries import figures, grain
from steadfast.apps.reporting.queries.selection import NUMBERS, BadSelection, Selection, counted_as
from steadfast.domain.commitment.months import month_of
from steadfast.domain.commitment.numbers import Fact, FourNumbers, count
from steadfast.domain.commitment.verdict import Verdict
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
                due_month=month_of(due, cast.ZONE),
                done_at=end if closed_as == "fulfilled" else None,
                closed_at=end if closed_as else None,
                closed_as=closed_as,
            )
        )
    Commitment.objects.bulk_create(rows)
    return list(Commitment.objects.order_by("id"))


def fact(row: Commitment) -> Fact:
    return Fact(row.due_at, Verdict(row.verdict))


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
        ({"agreement": "x"}, "agreement"),
    ],
)
def test_a_bad_selection_is_named(query: dict[str, str], named: str) -> None:
    with pytest.raises(BadSelection, match=named):
        Selection.read(query)


def test_a_selection_survives_its_address(register: list[Commitment]) -> None:
    chosen = Selection.read({"month": "2026-02", "priority": "P3", "client": "7", "kind": "resolution"})
    assert Selection.read(dict(parse_qsl(chosen.address()[1:]))) == chosen
