"""`steadfast import`: by a mapping that the practice keeps, and an undoing that is asked for twice."""

from argparse import Namespace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from steadfast.apps.desk.importing import tickets
from steadfast.apps.imports.models import Batch, SavedMapping
from steadfast.config.command import imports
from steadfast.config.command.answer import BadInput
from steadfast.foundation.actor import SYSTEM
from tests import factories
from tests.apps.imports.logs import UCI, story, write

pytestmark = pytest.mark.django_db
NOW = datetime(2016, 6, 1, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def practice() -> None:
    factories.practice()


def test_a_mapping_that_the_practice_keeps_is_found_by_its_name_and_listed_where_a_name_is_unknown() -> None:
    columns = {"key": "ID", "name": "Company"}
    body = {"name": "halo clients", "kind": "clients", "source": "halo", "columns": columns}
    SavedMapping.objects.create(name="halo clients", kind="clients", body=body, changed_at=NOW)
    found = imports._mapping("halo clients")
    assert (found.kind, found.source, found.columns["name"]) == ("clients", "halo", ("Company",))
    with pytest.raises(BadInput, match=r"(?s)no mapping 'halo'.*uci.*Kept by the practice: halo clients\."):
        imports._mapping("halo")


def test_the_second_undoing_says_that_it_was_undone_already(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(tmp_path, story("INC1", ("7/3/2016 14:00", "New")))
    prepared = tickets.prepare(tickets.Source(path=path, mapping=UCI), now=NOW)
    number = tickets.bring_in(prepared, actor=SYSTEM, clock=lambda: NOW)
    assert imports._undo(str(number), Namespace(json=False)) == 0
    assert f"Import {number} is undone" in capsys.readouterr().out
    assert imports._undo(str(number), Namespace(json=False)) == 0
    assert f"Import {number} was undone already, on 20" in capsys.readouterr().out
    assert Batch.objects.get().state == "undone"
