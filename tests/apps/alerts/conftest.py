"""A source that is watched."""

import pytest

from tests.apps.alerts.watch import Watch


@pytest.fixture
def watch(db: None) -> Watch:
    return Watch()
