"""Every figure of the Italian log equals one worked out apart from the product: zone, lunch break, holidays, waits."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

import pytest

from steadfast.apps.commitments.models import Commitment
from steadfast.apps.reporting.queries import scorecard
from steadfast.apps.reporting.queries.figures import Row
from steadfast.foundation.actor import Actor
from tests.apps.imports.italy import HELPDESK_ITALY, LOG, WORKING_DAYS, needs_log
from tests.independent import agreements, figures, italy
from tests.independent.conftest import Bring
from tests.independent.figures import Judged
from tests.independent.stories import Story

pytestmark = [needs_log, pytest.mark.django_db]
NOW = datetime(2013, 12, 20, 9, 0, tzinfo=UTC)  # within the log, so that some is not yet judged


@pytest.fixture(scope="module")
def told() -> list[Story]:
    return list(italy.stories(LOG).values())


@pytest.fixture(scope="module")
def nora(bring: Bring) -> Actor:
    return bring(LOG, HELPDESK_ITALY, NOW)


@pytest.fixture(scope="module")
def judged(told: list[Story]) -> list[Judged]:
    return list(agreements.resolving(told, italy.hours(), italy.TARGETS, NOW))


def test_every_due_time_is_the_same_to_the_second(nora: Actor, judged: list[Judged]) -> None:
    ours = {
        key: rest
        for key, *rest in Commitment.objects.values_list(
            "subject__ticket__source_key", "due_at", "felt_due_at", "done_at", "priority"
        )
    }
    assert len(ours) == 4_580
    assert ours == {one.key: [one.due, one.felt_due, one.done, one.priority] for one in judged}


def test_every_figure_as_stored(nora: Actor, judged: list[Judged]) -> None:
    figures.compare(lambda grain: scorecard.of_register(nora, grain, now=NOW).rows, judged, NOW)
    whole = figures.counted(judged, (), NOW)[()]
    assert (whole["fell_due"], whole["kept"], whole["felt_kept"]) == (4_574, 3_001, 2_507)


def test_every_figure_as_the_client_felt_it(nora: Actor, told: list[Story]) -> None:
    felt = list(agreements.resolving(told, italy.hours(), italy.TARGETS, NOW, pauses=(), last=True))

    def ask(grain: Sequence[str]) -> list[Row]:
        return scorecard.under(nora, WORKING_DAYS.name, grain, now=NOW).felt or []

    figures.compare(ask, felt, NOW, figures.ALL_AT_ONCE)


def test_every_figure_of_a_what_if_on_other_hours_in_another_zone(nora: Actor, told: list[Story]) -> None:
    what_if = list(agreements.standard(told, NOW, (date(2010, 1, 1), date(2014, 12, 31))))

    def ask(grain: Sequence[str]) -> list[Row]:
        return scorecard.under(nora, "Standard", grain, as_if=True, now=NOW).rows

    figures.compare(ask, what_if, NOW, figures.ALL_AT_ONCE)


def test_this_source_judged_nothing(nora: Actor) -> None:
    verdicts = scorecard.under(nora, WORKING_DAYS.name, (), now=NOW).verdicts
    assert verdicts is not None
    assert verdicts.table == ()
