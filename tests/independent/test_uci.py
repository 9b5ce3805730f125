"""Every figure of the whole UCI log equals one worked out apart from the product, straight from the file."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

import pytest

from steadfast.apps.imports.models import Batch
from steadfast.apps.reporting.queries import scorecard
from steadfast.apps.reporting.queries.figures import Row
from steadfast.apps.reporting.queries.migration import report
from steadfast.foundation.actor import Actor
from tests.apps.imports.logs import AS_JUDGED, LOG, UCI
from tests.independent import agreements, figures, uci
from tests.independent.conftest import Bring
from tests.independent.figures import Judged
from tests.independent.stories import Story

pytestmark = [pytest.mark.sqlite, pytest.mark.django_db]  # the other engine counts a part of it, in test_uci_part
NOW = datetime(2017, 6, 1, 9, 0, tzinfo=UTC)
WHY = {
    "source flag stale: closed after its own due time": 8,
    "used the target up exactly at closing time": 2,
    "calendar or target differs": 1,
}


def test_every_figure_of_the_whole_log(bring: Bring) -> None:
    """One test, since the log takes half a minute to bring in and workers share nothing."""
    told, nora = list(uci.stories(LOG).values()), bring(LOG, UCI, NOW)
    judged = list(agreements.closing(told, uci.hours(), uci.TARGETS))
    assert len(judged) == 24_240
    figures.compare(lambda grain: scorecard.of_register(nora, grain, now=NOW).rows, judged, NOW)
    as_felt_and_beside_the_source(nora, told, judged)
    as_a_what_if_whose_waits_pause_the_clock(nora, told)


def as_felt_and_beside_the_source(nora: Actor, told: list[Story], judged: list[Judged]) -> None:
    felt = list(agreements.resolving(told, uci.hours(), uci.TARGETS, NOW, pauses=(), last=True))
    (grain,) = figures.ALL_AT_ONCE
    card = scorecard.under(nora, AS_JUDGED.name, grain, now=NOW)
    assert figures.shown(card.felt or [], grain) == figures.counted(felt, grain, NOW)
    said = {story.key: story.said_kept for story in told}
    differ = [one.key for one in judged if (one.done is not None and one.done <= one.due) != said[one.key]]
    assert card.verdicts is not None
    assert (card.verdicts.agree, card.verdicts.differ) == (len(judged) - len(differ), len(differ)) == (24_229, 11)
    batch = Batch.objects.get()
    listed = report.all_told(batch, "verdict", nora, now=NOW)
    assert sorted(one.ticket.source_key for one in listed) == sorted(differ)
    assert dict(report.of_batch(batch, nora, now=NOW).why) == WHY


def as_a_what_if_whose_waits_pause_the_clock(nora: Actor, told: list[Story]) -> None:
    what_if = list(agreements.standard(told, NOW, (date(2016, 1, 1), date(2018, 1, 1))))

    def ask(grain: Sequence[str]) -> list[Row]:
        return scorecard.under(nora, "Standard", grain, as_if=True, now=NOW).rows

    figures.compare(ask, what_if, NOW, figures.ALL_AT_ONCE)
