"""Automation at the desk of the cast."""

import pytest

from tests.apps.desk.desk import Desk


@pytest.fixture
def desk(db: None) -> Desk:
    return Desk()
