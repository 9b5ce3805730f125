"""`steadfast scorecard`: each table says what it counts, and the JSON has the keys of the reference."""

import argparse
import json
from datetime import timedelta

import pytest

from steadfast.apps.desk import operations as desk
from steadfast.config.command import practice, scorecard
from steadfast.config.command.answer import BadInput
from tests import cast, factories
from tests.factories import NOW

pytestmark = pytest.mark.django_db
AGREED, FELT = "As the agreement says", "As the client felt it"
ALL, WHAT_IF = "All of the register", "What if"


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> argparse.ArgumentParser:
    monkeypatch.setattr(practice, "open_existing", lambda: None)
    ines = factories.actor(factories.member(cast.INES))
    desk.resolve(factories.ticket().pk, text="Done.", actor=ines, now=NOW + timedelta(hours=1))
    factories.agreement("Standard again", offered=False)
    parser = argparse.ArgumentParser()
    parser.add_argument("--json", action="store_true")
    scorecard.arguments(parser)
    return parser


@pytest.mark.parametrize(
    ("words", "titles"),
    [
        ([], [ALL]),
        (["--agreement", "Standard"], [AGREED, FELT]),
        (["--agreement", "Standard again"], [WHAT_IF, FELT]),
    ],
)
def test_every_table_says_what_it_counts(
    asked: argparse.ArgumentParser, capsys: pytest.CaptureFixture[str], words: list[str], titles: list[str]
) -> None:
    assert scorecard.run(asked.parse_args(words)) == 0
    said = capsys.readouterr().out
    assert [title for title in (ALL, AGREED, WHAT_IF, FELT) if title in said] == titles


def test_the_json_has_a_row_for_each_group(asked: argparse.ArgumentParser, capsys: pytest.CaptureFixture[str]) -> None:
    assert scorecard.run(asked.parse_args(["--json", "--agreement", "Standard", "--group", "kind,priority"])) == 0
    document = json.loads(capsys.readouterr().out)
    kinds = [(row["kind"], row["priority"], row["kept"], row["fell_due"]) for row in document["rows"]]
    assert kinds == [("first response", "P3", 1, 1), ("resolution", "P3", 1, 1)]
    assert document["stored"] is True
    assert document["verdicts"] == {"agree": 0, "differ": 0, "table": []}


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        (["--month", "2026-03"], ["first response", "resolution"]),
        (["--month", "2026-04.."], []),
        (["--month", "..2026-03", "--client", "Kestrel Dental"], ["first response", "resolution"]),
        (["--kind", "resolution", "--team", "Desk"], ["resolution"]),
        (["--direction", "theirs"], []),
        (["--priority", "P1"], []),
        (["--agreement", "Standard", "--kind", "resolution"], ["resolution"]),
        (["--agreement", "Standard again", "--kind", "resolution", "--month", "2026-03"], ["resolution"]),
        (["--agreement", "Standard again", "--month", "2026-04"], []),
    ],
)
def test_a_part_of_the_register_is_asked_for_by_names(
    asked: argparse.ArgumentParser, capsys: pytest.CaptureFixture[str], words: list[str], kinds: list[str]
) -> None:
    assert scorecard.run(asked.parse_args(["--json", "--group", "kind", *words])) == 0
    document = json.loads(capsys.readouterr().out)
    assert [row["kind"] for row in document["rows"]] == kinds
    assert all(row["share_kept"] == 1.0 and row["share_felt"] == 1.0 for row in document["rows"])


@pytest.mark.parametrize(
    ("words", "named"), [(["--client", "Nobody"], "Nobody"), (["--month", "May"], "May"), (["--direction", "up"], "up")]
)
def test_what_does_not_exist_is_named(asked: argparse.ArgumentParser, words: list[str], named: str) -> None:
    with pytest.raises(BadInput, match=named):
        scorecard.run(asked.parse_args(words))
