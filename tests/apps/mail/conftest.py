"""The desk of the cast with a box."""

import pytest

from steadfast.apps.mail.models import Box
from tests import factories
from tests.apps.desk.desk import Desk


@pytest.fixture
def desk(db: None) -> Desk:
    return Desk()


@pytest.fixture
def box(desk: Desk) -> Box:
    """A box whose mail leaves by the server of the settings, which the tests keep in memory."""
    return Box.objects.create(
        name="Help",
        address="help@harbor.example",
        receives="lmtp",
        sends="practice",
        signature="{{author}}\n{{practice}}",
        greeting="Hello {{first name}},",
        since=factories.LONG_AGO,
    )
