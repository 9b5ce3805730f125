"""A small storm on every run of the tests; the whole one of 100 kills belongs to `.ci/run`."""

import os
import time
from pathlib import Path

import pytest

from tests import ready
from tests.apps.foundation import machine as machines
from tests.storm.storm import storm

pytestmark = pytest.mark.crash


def test_every_acknowledged_write_is_there_once_after_kills_at_any_moment(tmp_path: Path) -> None:
    url = os.environ.get("STEADFAST_DATABASE_URL", "")
    if url:
        name = f"storm_{os.getpid()}_{time.monotonic_ns()}"
        machines.server(url, f"CREATE DATABASE {name} TEMPLATE {ready.template(url)}")
        url = machines.at(url, name)
    outcome = storm(tmp_path, kills=4, seed=1, url=url, lease=8)
    assert outcome.faults == []
    assert outcome.figures["acknowledged"] > 0
