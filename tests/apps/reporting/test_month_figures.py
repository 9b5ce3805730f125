"""Frozen months: what is read from their statements is what the register counts, whatever happens to it afterwards."""

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import Error, IntegrityError, transaction
from django.db.models import Sum
from pytest_django import DjangoAssertNumQueries, DjangoDbBlocker

from steadfast.apps.commitments.models import Commitment, Move
from steadfast.apps.imports.models import Batch
from steadfast.apps.reporting import operations, tasks
from steadfast.apps.reporting.models import MonthFigure, MonthStatement, MonthTouched
from steadfast.apps.reporting.queries import closed_months, figures, month_figures, statements
from steadfast.apps.reporting.queries.month_differences import POSTED
from steadfast.apps.reporting.queries.months import Months
from steadfast.apps.reporting.queries.selection import NOBODY, Selection
from steadfast.domain.commitment.numbers import FourNumbers
from steadfast.foundation import clock, triggers, verify
from tests import cast, factories, kept
from tests.apps.reporting import promises
from tests.factories import NOW

pytestmark = pytest.mark.django_db
FEBRUARY, JANUARY = date(2026, 2, 1), date(2026, 1, 1)
GROUPINGS = [
    [], ["month"], ["priority"], ["client"], ["client_id"], ["team"], ["month", "direction"], ["kind", "team_id"],
    ["client", "priority"], ["client", "client_id", "team"],
]  # fmt: skip
LATER = NOW + timedelta(days=1)


@pytest.fixture(scope="module")
def invented(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[list[int]]:
    with kept.for_a_while(django_db_blocker):
        yield [row.pk for row in promises.invent(500)]


@pytest.fixture
def register(invented: list[int]) -> list[Commitment]:
    return list(Commitment.objects.filter(pk__in=invented).order_by("pk"))


@pytest.fixture
def closed(register: list[Commitment]) -> list[Commitment]:
    """The same after its months were closed."""
    operations.close_months(now=NOW)
    return register


def selections() -> Iterator[Selection]:
    kestrel, team = factories.client(cast.KESTREL).pk, factories.team().pk
    yield Selection()
    yield Selection(direction="")
    yield Selection(months=Months.one(FEBRUARY), kind="resolution")
    yield Selection(months=Months(JANUARY), priority="", direction="theirs")
    yield Selection(client=kestrel)
    yield Selection(client=NOBODY, direction="inside", priority="P1")
    yield Selection(team=team, months=Months(None, JANUARY))
    yield Selection(team=NOBODY, kind="first response")
    yield Selection(client=kestrel, team=team)
    yield Selection(agreement=1)


def agree() -> None:
    """Assert that figures with the frozen months are those of the register, for every selection and grouping."""
    actor = factories.actor(factories.member(cast.THEO))
    for chosen in selections():
        counted = chosen.but_months(month_figures.commitments.visible_to(actor))
        for groups in GROUPINGS:
            live = figures.rows(counted, groups, now=NOW, months=chosen.months, by_debtor=chosen.is_by_debtor)
            assert month_figures.rows(actor, chosen, groups, now=NOW) == live, (chosen, groups)
        stated = statements.of_selection(chosen)
        by_month = figures.rows(counted, ["month"], now=NOW, months=chosen.months, by_debtor=chosen.is_by_debtor)
        assert month_figures.rows(actor, chosen, ["month"], now=NOW, stated=stated) == by_month, chosen


def test_frozen_figures_are_those_of_the_register(closed: list[Commitment]) -> None:
    assert closed_months.stated()[-6:] == [
        date(2025, 9, 1),
        *(date(2025, m, 1) for m in (10, 11, 12)),
        JANUARY,
        FEBRUARY,
    ]
    agree()
    assert verify.run(["figures"]) == []


def test_before_anything_is_frozen_the_register_is_counted(register: list[Commitment]) -> None:
    agree()


@pytest.mark.parametrize("seed", range(3))
def test_whatever_changes_is_counted_at_once_and_stated_by_night(closed: list[Commitment], seed: int) -> None:
    for name in ("first", "second"):
        disturb(closed, random.Random(f"{seed} {name}"))
        agree()
        operations.restate_months(now=LATER)
        assert not closed_months.marked()
        agree()
        assert verify.run(["figures"]) == []


def disturb(rows: list[Commitment], chance: random.Random) -> None:
    """Change some promises in every way in which a count can change."""
    month, end = timedelta(days=30), NOW - timedelta(hours=1)
    for row in chance.sample(rows, 4):
        due = row.due_at - month
        Commitment.objects.filter(pk=row.pk).update(due_at=due, due_month=closed_months.month_of(due, cast.ZONE))
    for row in chance.sample(rows, 4):
        fulfilled = {"closed_as": "fulfilled", "closed_at": end, "done_at": end}
        Commitment.objects.filter(pk=row.pk, closed_as=None).update(**fulfilled)
    some = [row.pk for row in chance.sample(rows, 3)]
    Commitment.objects.filter(pk__in=some).update(closed_as="void", closed_at=end, done_at=None)
    for change in ({"priority": "P1"}, {"team": None}, {"client": None}, {"kind": "next update"}, {"batch": None}):
        Commitment.objects.filter(pk__in=[row.pk for row in chance.sample(rows, 2)]).update(**change)
    moved = set(Move.objects.values_list("commitment", flat=True))
    promises.give_up(next(row for row in rows if row.pk not in moved), days=chance.randint(1, 90))


def test_an_import_that_appears_or_is_undone_marks_every_month(closed: list[Commitment]) -> None:
    for state in ("shown", "undone"):
        Batch.objects.filter(file_name="applying.csv").update(state=state)
        assert closed_months.marked() == closed_months.stated()
        agree()
        operations.restate_months(now=LATER)
        assert not MonthTouched.objects.exists()
        agree()


@pytest.mark.parametrize(
    ("change", "is_marked"),
    [
        ({"priority": "P4"}, True),
        ({"closed_as": "void", "done_at": None}, True),
        ({"felt_due_at": NOW}, True),
        ({"version": 7}, False),
        ({"what": "other words"}, False),
    ],
)
def test_only_what_figures_count_marks_a_month(
    closed: list[Commitment], change: dict[str, object], is_marked: bool
) -> None:
    row = next(r for r in closed if r.due_month == FEBRUARY and r.closed_as == "fulfilled" and r.batch_id is None)
    Commitment.objects.filter(pk=row.pk).update(**change)
    assert (FEBRUARY in closed_months.marked()) == is_marked


def test_a_restatement_posts_the_changed_keys_alone_and_leaves_the_first_statement(closed: list[Commitment]) -> None:
    before = stated_as(1)
    row = next(r for r in closed if r.due_month == FEBRUARY and in_count(r) and r.closed_as is None)
    Commitment.objects.filter(pk=row.pk).update(closed_as="fulfilled", closed_at=NOW, done_at=NOW)
    [stated] = operations.restate_months(now=LATER)
    assert (stated.month, stated.revision, stated.is_new) == (FEBRUARY, 2, True)
    posted = MonthFigure.objects.filter(statement__revision=2)
    assert {figure.grain: (figure.open_late, figure.kept_late, figure.kept) for figure in posted} == {
        grain: (-1, 1, 0) for grain in ("team", "client", "client detail")
    }
    assert stated_as(1) == before
    first, second = (statements.of_selection(Selection()) or {})[FEBRUARY]
    assert (first.as_of, second.as_of) == (NOW, LATER)
    assert second.change is not None
    assert (second.change.name, str(second.change)) == ("settled", "1 more kept late, 1 fewer open and late")
    assert (first.numbers.fell_due, first.numbers.kept) == (second.numbers.fell_due, second.numbers.kept)


def test_a_void_restates_what_fell_due(closed: list[Commitment]) -> None:
    row = next(r for r in closed if r.due_month == FEBRUARY and in_count(r) and r.closed_as == "withdrawn")
    Commitment.objects.filter(pk=row.pk).update(closed_as="void")
    operations.restate_months(now=LATER)
    first, second = (statements.of_selection(Selection(months=Months.one(FEBRUARY))) or {})[FEBRUARY]
    assert second.change is not None
    assert second.change.name == "restated"
    assert second.numbers.fell_due == first.numbers.fell_due - 1


def test_a_selection_that_a_revision_does_not_concern_has_no_word_of_it(closed: list[Commitment]) -> None:
    row = next(r for r in closed if r.due_month == FEBRUARY and in_count(r) and r.client_id is not None)
    other = next(
        key for key in (factories.client(cast.KESTREL).pk, factories.client(cast.MARLOW).pk) if key != row.client_id
    )
    Commitment.objects.filter(pk=row.pk).update(closed_as="void", closed_at=NOW, done_at=None)
    operations.restate_months(now=LATER)
    found = statements.of_selection(Selection(client=other))
    assert found is not None
    assert [each.revision for each in found[FEBRUARY]] == [1]
    assert statements.of_selection(Selection(client=other, team=1)) is None


def in_count(row: Commitment) -> bool:
    return row.direction == "ours" and (row.batch_id is None or row.batch.state == "shown")  # type: ignore[union-attr]


def stated_as(revision: int) -> list[tuple[object, ...]]:
    return list(MonthFigure.objects.filter(statement__revision=revision).order_by("pk").values_list())


def test_running_it_again_writes_nothing(closed: list[Commitment]) -> None:
    assert operations.close_months(now=LATER) == []
    assert operations.restate_months(now=LATER) == []
    assert not any(stated.is_new for stated in operations.restate_all(now=LATER))
    assert {each.revision for each in MonthStatement.objects.all()} == {1}
    assert MonthFigure.objects.aggregate(n=Sum("kept"))["n"] % 3 == 0, "each promise stands in three grains"


@pytest.mark.parametrize(
    ("now", "last"),
    [
        (datetime(2026, 7, 1, 1, 59, tzinfo=UTC), date(2026, 5, 1)),  # 02:59 in London
        (datetime(2026, 7, 1, 2, 0, tzinfo=UTC), date(2026, 6, 1)),  # 03:00
    ],
)
def test_a_month_closes_three_hours_after_its_end_in_the_practices_zone(
    register: list[Commitment], now: datetime, last: date
) -> None:
    operations.close_months(now=now)
    assert closed_months.stated()[-1] == last


def test_a_month_in_which_something_has_not_fallen_due_is_not_stated(register: list[Commitment]) -> None:
    ahead = next(row for row in register if row.due_at > NOW)  # as after a change of the practice's zone
    Commitment.objects.filter(pk=ahead.pk).update(due_month=FEBRUARY)
    operations.close_months(now=NOW)
    assert FEBRUARY not in closed_months.stated()
    agree()


def test_the_tasks_close_and_restate(register: list[Commitment], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    assert tasks.close_months.call() == len(closed_months.stated()) > 6
    Commitment.objects.filter(due_month=FEBRUARY, direction="ours", batch=None).update(priority="P2")
    assert tasks.restate_months.call() >= 1
    assert MonthStatement.objects.filter(month=FEBRUARY, revision=2).exists()


def test_what_marks_every_month_is_restated_within_the_hour(
    closed: list[Commitment], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: LATER)
    Batch.objects.filter(file_name="applying.csv").update(state="shown")
    assert tasks.close_months.call() == 0
    assert not closed_months.marked()
    agree()


def test_figures_are_never_changed(closed: list[Commitment]) -> None:
    for model in (MonthFigure, MonthStatement):
        with pytest.raises(Error, match="insert-only"), transaction.atomic():
            model._default_manager.update(month=JANUARY)


def test_verify_names_month_grain_and_key_of_a_figure_that_does_not_hold(closed: list[Commitment]) -> None:
    statement = MonthStatement.objects.get(month=FEBRUARY, revision=1)
    client = factories.client(cast.KESTREL).pk
    counts = {**dict.fromkeys(POSTED, 0), "kept": 3}
    MonthFigure.objects.create(
        statement=statement, month=FEBRUARY, grain="client", key=client, direction="theirs", kind="x", **counts
    )
    MonthStatement.objects.create(month=JANUARY, revision=3, as_of=NOW)
    found = [str(finding) for finding in verify.run(["figures"])]
    assert f"figures of 2026-02: client {client} (theirs, x): the register counts kept -3" in found
    assert "figures of 2026-01: revision 3 is the last of 2: some are missing" in found
    assert len(found) == 2


def test_a_missing_watcher_makes_every_month_counted_anew(closed: list[Commitment]) -> None:
    triggers.remove(trigger for trigger in triggers.expected() if "_marks_" in trigger.name)
    Commitment.objects.filter(due_month=FEBRUARY, direction="ours").update(priority="P2")
    assert [each.month for each in operations.restate_months(now=LATER)] == closed_months.stated()
    agree()
    triggers.install()


def test_a_figure_takes_few_statements(
    closed: list[Commitment], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    actor = factories.actor(factories.member(cast.THEO))
    for chosen, groups, number in (
        (Selection(), ["month"], 3),
        (Selection(), ["client_id"], 3),
        (Selection(months=Months.one(FEBRUARY)), ["team_id"], 2),
        (Selection(agreement=1), ["month"], 1),
    ):
        with django_assert_num_queries(number):
            month_figures.rows(actor, chosen, groups, now=NOW)


def test_a_contact_has_no_share_in_the_practices_statements(closed: list[Commitment]) -> None:
    amara = factories.actor(factories.contact(cast.KESTREL))
    found = month_figures.rows(amara, Selection(), ["client"], now=NOW)
    assert {row.key["client"] for row in found} == {"Kestrel Dental"}
    assert found[0].numbers != FourNumbers()


def test_two_statements_of_one_revision_are_refused(closed: list[Commitment]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        MonthStatement.objects.create(month=FEBRUARY, revision=1, as_of=NOW)
