"""All known facts of the `sla-vectors/1` format hold."""

from pathlib import Path

import pytest

from steadfast.config.command import vectors
from steadfast.config.command.vector_reading import read_file

HERE = Path(__file__).parents[2] / "data" / "sla-vectors.json"
SHARED = Path(__file__).parents[4] / "shared" / "data" / "sla-vectors.json"
FILES = [HERE, *([SHARED] if SHARED.exists() else [])]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.parent.name)
def test_every_fact_of_the_file_holds(path: Path) -> None:
    report = vectors.check(read_file(path))
    assert report["differences"] == []
    assert report["passed"] >= 75
