"""An import that was killed goes on where it stopped, and one that is undone while it runs ends."""

from pathlib import Path
from typing import Any

import pytest

from steadfast.apps.clients.models import Client
from steadfast.apps.imports.models import Batch, Trace
from steadfast.apps.imports.operations import Busy
from steadfast.foundation import verify
from tests import factories
from tests.apps.records.files import bring_in, run_of, undo

pytestmark = pytest.mark.django_db
COLUMNS = {"key": "id", "name": "name"}
MANY = "id,name\n" + "".join(f"{number},Client {number:03}\n" for number in range(120))


class Killed(BaseException):
    """As if the power had gone."""


@pytest.fixture(autouse=True)
def practice() -> None:
    factories.practice()


def stop_after(parts: int) -> Any:
    def progress(done: int, of: int) -> None:
        if done == parts:
            raise Killed

    return progress


def test_a_killed_import_goes_on_and_every_row_is_there_once(tmp_path: Path) -> None:
    run = run_of(tmp_path, "clients", MANY, COLUMNS, token="one")
    with pytest.raises(Killed):
        bring_in(run, progress=stop_after(1))
    batch = Batch.objects.get()
    assert (batch.state, batch.next_chunk) == ("applying", 1)
    assert 0 < Client.objects.count() < 120
    assert bring_in(run) == batch.pk
    assert Client.objects.count() == Trace.objects.filter(batch=batch, made=True).count() == 120
    assert Batch.objects.get().counts["new"] == 120
    assert verify.run(["chains"]) == []


def test_an_import_that_is_undone_while_it_runs_ends_and_leaves_nothing_in_use(tmp_path: Path) -> None:
    run = run_of(tmp_path, "clients", MANY, COLUMNS, token="one")

    def progress(done: int, of: int) -> None:
        if done == 1:
            undo("clients", Batch.objects.get().pk)

    with pytest.raises(Busy):
        bring_in(run, progress=progress)
    assert Batch.objects.get().state == "undone"
    assert not Client.objects.filter(retired_at=None).exists()
