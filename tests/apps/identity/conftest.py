"""Each test counts its attempts to sign in from none."""

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def no_attempts_yet() -> None:
    cache.clear()
