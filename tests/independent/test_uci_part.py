"""The first incidents of the UCI log as they stood on a day in March 2016: open ones, and every verdict there is."""

import lzma
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path

import pytest

from steadfast.apps.commitments.models import Commitment, Move
from steadfast.apps.desk.importing.log.cut import Cut
from steadfast.apps.reporting.queries import scorecard
from steadfast.apps.reporting.queries.figures import Row
from steadfast.foundation.actor import Actor
from steadfast.foundation.models import Event
from tests.apps.imports.logs import AS_JUDGED, LOG, UCI
from tests.independent import agreements, figures, uci
from tests.independent.conftest import Bring
from tests.independent.figures import Judged
from tests.independent.stories import Story

pytestmark = pytest.mark.django_db
UNTIL, NOW = date(2016, 3, 10), datetime(2016, 3, 17, 9, 0, tzinfo=UTC)
END = datetime(2016, 3, 11, tzinfo=UTC)
ROWS, BACK = 12_000, timedelta(days=20)
CLOSINGS = ("released", "withdrawn", "void", "")  # in turn, of what is open; the last one stays so


@pytest.fixture(scope="module")
def part(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("uci") / "part.csv"
    with lzma.open(LOG, "rt", encoding="ascii") as file:
        path.write_text("".join(islice(file, ROWS)))
    return path


@pytest.fixture(scope="module")
def told(part: Path) -> list[Story]:
    return list(uci.stories(part, END).values())


@pytest.fixture(scope="module")
def judged(told: list[Story]) -> list[Judged]:
    """Every tenth of what was done had been moved once before, and what is open is closed in every other way."""
    return list(_changed(list(agreements.closing(told, uci.hours(), uci.TARGETS))))


@pytest.fixture(scope="module")
def nora(bring: Bring, part: Path, judged: list[Judged]) -> Actor:
    actor = bring(part, UCI, NOW, Cut(until=UNTIL))
    rows = {row.subject.ticket.source_key: row for row in Commitment.objects.select_related("subject__ticket")}
    for one in judged:
        row = rows[one.key]
        if one.closed_as not in ("", "fulfilled"):
            Commitment.objects.filter(pk=row.pk).update(closed_as=one.closed_as, closed_at=NOW, waiting_since=None)
        for due in one.moved_from:
            _move(row, due, actor)
    return actor


def test_there_is_something_of_every_number(judged: list[Judged]) -> None:
    whole = figures.counted(judged, (), NOW)[()]
    assert {name for name, count in whole.items() if not count} == set()


def test_every_figure_as_stored(nora: Actor, judged: list[Judged]) -> None:
    figures.compare(lambda grain: scorecard.of_register(nora, grain, now=NOW).rows, judged, NOW)


def test_every_figure_as_the_client_felt_it(nora: Actor, told: list[Story]) -> None:
    felt = list(agreements.resolving(told, uci.hours(), uci.TARGETS, NOW, pauses=(), last=True))

    def ask(grain: Sequence[str]) -> list[Row]:
        return scorecard.under(nora, AS_JUDGED.name, grain, now=NOW).felt or []

    figures.compare(ask, felt, NOW, figures.ALL_AT_ONCE)


def test_every_figure_of_a_what_if_whose_waits_pause_the_clock(nora: Actor, told: list[Story]) -> None:
    what_if = list(agreements.standard(told, NOW, (date(2016, 1, 1), date(2018, 1, 1))))

    def ask(grain: Sequence[str]) -> list[Row]:
        return scorecard.under(nora, "Standard", grain, as_if=True, now=NOW).rows

    figures.compare(ask, what_if, NOW, figures.ALL_AT_ONCE)


def _changed(judged: list[Judged]) -> Iterator[Judged]:
    for place, one in enumerate(judged):
        if one.done is None:
            yield replace(one, closed_as=CLOSINGS[place % len(CLOSINGS)])
        else:
            yield replace(one, moved_from=(one.due - BACK,)) if place % 10 == 0 else one


def _move(row: Commitment, due: datetime, actor: Actor) -> None:
    Move.objects.create(
        commitment=row,
        no=1,
        from_due=due,
        to_due=row.due_at,
        from_month=due.date().replace(day=1),
        slip_s=int(BACK.total_seconds()),
        agreed_by_id=actor.person_id,
        agreed_at=due - timedelta(hours=1),
        evidence_event=Event.objects.filter(subject_id=row.subject_id).latest("id"),
        reason="It was agreed so.",
    )
