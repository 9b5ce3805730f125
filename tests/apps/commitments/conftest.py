"""What the tests of the register start from."""

import pytest

from tests.apps.commitments.desk import Desk


@pytest.fixture
def desk() -> Desk:
    return Desk()
