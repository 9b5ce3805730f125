"""The numbers on a client's page are those of the domain, counted row by row."""

from datetime import timedelta
from uuid import uuid4

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from steadfast.apps.commitments.models import Commitment
from steadfast.apps.desk.queries.standing import DIRECTIONS, four_numbers
from steadfast.domain.commitment.numbers import Fact, count
from steadfast.domain.commitment.verdict import Verdict
from tests import factories
from tests.apps.desk.desk import Desk, at

NOW = at(16, "12:00")
WAYS = st.sampled_from(DIRECTIONS)
CLOSINGS = st.sampled_from([None, "fulfilled", "released", "withdrawn", "void"])
HOURS = st.integers(-24 * 60, 24 * 30)
ROWS = st.lists(st.tuples(WAYS, HOURS, CLOSINGS, HOURS), max_size=25)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=ROWS)
def test_the_query_counts_as_the_domain_does(desk: Desk, rows: list[tuple[str, int, str | None, int]]) -> None:
    Commitment.objects.all().delete()
    ticket = desk_ticket(desk)
    for way, due_in, closed_as, done_in in rows:
        make(ticket, way, NOW + timedelta(hours=due_in), closed_as, NOW + timedelta(hours=min(done_in, 0)))
    found = four_numbers(factories.client(), desk.ines, now=NOW)
    for way in DIRECTIONS:
        mine = Commitment.objects.filter(direction=way, due_at__gte=NOW - timedelta(days=90))
        facts = [Fact(row.due_at, Verdict(row.verdict)) for row in mine]
        assert found[way] == count(facts, NOW)


def desk_ticket(desk: Desk) -> Commitment:
    desk.open()
    template = Commitment.objects.select_related("terms").filter(kind="resolution").get()
    Commitment.objects.all().delete()
    return template


def make(like: Commitment, way: str, due: object, closed_as: str | None, done: object) -> None:
    """Write a commitment one way or the other."""
    us, them = like.debtor_id, like.creditor_id
    Commitment.objects.create(
        uid=uuid4(), kind="promise", what="x", subject_id=like.subject_id, terms_id=like.terms_id, client_id=them,
        debtor_id=us if way == "ours" else them, creditor_id=them if way == "ours" else us, owner_id=like.owner_id,
        direction=way, promised_at=like.promised_at, due_at=due, warn_at=due, first_due_at=due, felt_due_at=due,
        due_month=NOW.date().replace(day=1), closed_as=closed_as, closed_at=done if closed_as else None,
        done_at=done if closed_as == "fulfilled" else None,
    )  # fmt: skip
