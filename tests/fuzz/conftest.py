"""One small practice for every round, gone afterwards."""

import logging
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import Client

from tests.apps.access import world
from tests.apps.access.roles import ROLES
from tests.fuzz.caller import Caller


@pytest.fixture
def practice(db: None) -> Iterator[tuple[Caller, dict[str, object]]]:
    """Everybody signed in, and what stands for the words of the matrix."""
    logging.disable(logging.CRITICAL)  # every refusal would be a line
    names = world.build()
    yield Caller({role: session(world.account_of(role)) for role in ROLES}), names
    logging.disable(logging.NOTSET)


def session(account: object) -> str:
    """Return the key of a new session of an account, "" for nobody."""
    browser = Client()
    if account is None:
        return ""
    browser.force_login(account)  # type: ignore[arg-type]
    return browser.cookies[settings.SESSION_COOKIE_NAME].value
