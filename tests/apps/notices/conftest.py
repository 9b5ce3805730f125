"""The desk of the cast, an outbox that is delivered at an instant of the story, and a server that takes mail."""

from collections.abc import Callable
from datetime import datetime
from unittest import mock

import pytest
from pytest_django import Settings

from steadfast.foundation import clock
from steadfast.foundation.jobs import delivering
from tests.apps.desk.desk import Desk


@pytest.fixture
def desk(db: None) -> Desk:
    return Desk()


@pytest.fixture
def deliver(db: None) -> Callable[[datetime], None]:
    """Return what delivers all that waits in the outbox at an instant."""

    def all_due(now: datetime) -> None:
        with mock.patch.object(clock, "now", return_value=now):
            while delivering.deliver_due(owner="test", now=now):
                pass

    return all_due


@pytest.fixture
def posting(settings: Settings) -> None:
    """Let the practice have a server that mail leaves by."""
    settings.MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
    settings.CSRF_TRUSTED_ORIGINS = ["https://desk.harbor.example"]
