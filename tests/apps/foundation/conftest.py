"""What the foundation's tests share: an actor, an instant, a subject, and machines to kill."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from steadfast.foundation.actor import Actor
from tests import ready
from tests.apps.foundation import machine as machines
from tests.cast import INES


@pytest.fixture
def ines() -> Actor:
    return Actor(7, 1, INES.name, frozenset({"tickets.reply"}))


@pytest.fixture
def now() -> datetime:
    return datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> machines.Machine:
    """A database with its tables that tests copy."""
    made = machines.Machine(tmp_path_factory.mktemp("template"))
    if url := os.environ.get("STEADFAST_DATABASE_URL"):
        made.url = machines.at(url, ready.template(url))
    else:
        ready.lay(made.folder)
    return made


@pytest.fixture
def machine(template: machines.Machine, tmp_path: Path) -> Iterator[machines.Machine]:
    made = machines.copied(template, tmp_path)
    yield made
    made.end()
    machines.drop(made)
