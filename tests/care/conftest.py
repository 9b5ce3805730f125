"""What the tests of backups share: a filled practice, an archive of it, and an empty place to restore into."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.care import practices
from tests.care.practices import Practice


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Practice]:
    """A filled practice that no test changes."""
    made = practices.made(tmp_path_factory.mktemp("template") / "practice")
    yield made
    practices.dropped(made)


@pytest.fixture(scope="session")
def archive(template: Practice, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of it."""
    folder = tmp_path_factory.mktemp("archive")
    return folder / str(template.json("backup", "--to", folder)["name"])


@pytest.fixture
def practice(template: Practice, tmp_path: Path) -> Iterator[Practice]:
    """A copy of the practice for one test."""
    with practices.copied(template, tmp_path / "practice") as copy:
        yield copy


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Practice]:
    """A machine with nothing on it."""
    bare = practices.empty(tmp_path / "empty")
    yield bare
    practices.dropped(bare)
