"""A practice with an owner, this machine allowed as a system, and a clock that sleeps without waiting."""

from typing import Any

import pytest

from steadfast.apps.imports.connectors import asking
from tests import factories


@pytest.fixture(autouse=True)
def ground(settings: Any, tmp_path: Any, db: None) -> None:
    settings.DATA, settings.CONNECTORS_LOOPBACK = tmp_path, True
    factories.practice()


@pytest.fixture
def slept(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    found: list[float] = []
    monkeypatch.setattr(asking.time, "sleep", found.append)
    return found
