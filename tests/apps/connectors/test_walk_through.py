"""The walk-through of docs/reference/connectors.md is true: its package is installed as it stands, and pulled from."""

import re
import sys
from collections.abc import Iterator
from importlib import invalidate_caches
from pathlib import Path

import pytest

from steadfast.apps.desk.models import Ticket
from steadfast.apps.imports import connectors
from steadfast.apps.imports.connectors import registry
from steadfast.apps.imports.operations import feeds
from steadfast.foundation.actor import SYSTEM
from tests import cast, factories
from tests.apps.connectors.feeding import NOW, run
from tests.apps.connectors.replay import Answer, Question, Replay
from tests.architecture.sources import ROOT

PAGE = ROOT / "docs/reference/connectors.md"


def block(language: str, after: str) -> str:
    found = re.search(rf"{re.escape(after)}.*?```{language}\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert found is not None
    return found[1]


@pytest.fixture
def installed(tmp_path: Path) -> Iterator[None]:
    package, info = tmp_path / "brook_steadfast", tmp_path / "brook_steadfast-1.dist-info"
    package.mkdir()
    info.mkdir()
    (package / "__init__.py").write_text(block("python", "`brook_steadfast/__init__.py`"), encoding="utf-8")
    (package / "tickets.toml").write_text(block("toml", "`brook_steadfast/tickets.toml`"), encoding="utf-8")
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: brook-steadfast\nVersion: 1\n", encoding="utf-8")
    points = block("toml", "and in its `pyproject.toml`").replace('[project.entry-points."', "[").replace('"]', "]")
    (info / "entry_points.txt").write_text(points.replace('"', ""), encoding="utf-8")
    sys.path.insert(0, str(tmp_path))
    invalidate_caches()
    registry._brought.cache_clear()
    yield
    sys.path.remove(str(tmp_path))
    sys.modules.pop("brook_steadfast", None)
    registry._brought.cache_clear()


def brook(question: Question) -> Answer:
    if question.headers.get("authorization") != "Token t0ken":
        return Answer({}, 401)
    row = {"subject": "The till is slow", "opened": "2026-02-16T09:00:00Z", "closed": None, "firm": "Kestrel Dental"}
    rows = [{"id": number, **row} for number in range(3)]
    start = int(question.query["from"])
    return Answer(rows[start : start + 2])


@pytest.mark.usefixtures("installed")
def test_a_package_of_ones_own_brings_a_connector() -> None:
    assert "Brook" in [one.label for one in connectors.all_connectors()]
    with Replay(brook) as server:
        said = feeds.Said(
            at=None, owner=factories.member(cast.THEO), settings={"address": server.url}, secrets={"token": "t0ken"}
        )
        ended = run(feeds.add_feed("brook", "brook", said, actor=SYSTEM, now=NOW))
    assert (ended.state, ended.error) == ("good", "")
    assert Ticket.objects.count() == 3


def test_a_connector_that_is_not_there_is_named() -> None:
    with pytest.raises(LookupError, match="there are: autotask, connectwise, halopsa"):
        connectors.named("brook")
