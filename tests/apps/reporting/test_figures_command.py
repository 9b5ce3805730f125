"""`steadfast figures`: freezes months, restates what changed, and says which revisions are new."""

import argparse
import json

import pytest

from steadfast.apps.commitments.models import Commitment
from steadfast.apps.reporting.queries import closed_months
from steadfast.config.command import figures, practice
from steadfast.config.command.answer import BadInput
from steadfast.foundation import clock
from tests.apps.reporting import promises
from tests.factories import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def parser(monkeypatch: pytest.MonkeyPatch) -> argparse.ArgumentParser:
    monkeypatch.setattr(practice, "open_existing", lambda: None)
    monkeypatch.setattr(clock, "now", lambda: NOW)
    made = argparse.ArgumentParser()
    made.add_argument("--json", action="store_true")
    figures.arguments(made)
    return made


def test_it_freezes_then_finds_nothing_new_then_restates(
    parser: argparse.ArgumentParser, capsys: pytest.CaptureFixture[str]
) -> None:
    row = next(each for each in promises.invent(40) if each.due_at < NOW - 5 * promises.DAY and each.batch_id is None)
    document = told(parser, capsys, "--json")
    assert document["closed"] == [f"{month:%Y-%m}" for month in closed_months.stated()]
    assert told(parser, capsys, "--json")["restated"] == []
    Commitment.objects.filter(pk=row.pk).update(kind="next update")
    restated = told(parser, capsys, "--json")["restated"]
    assert {"month": f"{row.due_month:%Y-%m}", "revision": 2} in restated  # type: ignore[operator]
    document = told(parser, capsys, "--rebuild", "--json")
    assert (document["counted"], document["restated"]) == (len(closed_months.stated()), [])


def test_it_says_so_in_words(parser: argparse.ArgumentParser, capsys: pytest.CaptureFixture[str]) -> None:
    promises.invent(10)
    figures.run(parser.parse_args([]))
    assert "revision 1" in capsys.readouterr().out
    figures.run(parser.parse_args([]))
    assert capsys.readouterr().out == "Nothing new. Months counted anew: 0.\n"


def test_without_a_practice_it_is_bad_input(parser: argparse.ArgumentParser) -> None:
    with pytest.raises(BadInput, match="not set up"):
        figures.run(parser.parse_args([]))


def told(parser: argparse.ArgumentParser, capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, object]:
    assert figures.run(parser.parse_args(list(words))) == 0
    found: dict[str, object] = json.loads(capsys.readouterr().out)
    return found
