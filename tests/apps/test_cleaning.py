"""The tests themselves: one with real transactions leaves the next a clean database with its guards in place."""

import pytest
from django.db import Error, connection

from steadfast.foundation import triggers
from steadfast.foundation.models import Event
from tests import factories


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", ["first", "second"])
def test_a_flushed_database_has_its_guards_again(time: str) -> None:
    assert triggers.missing() == []
    assert not Event.objects.exists()
    factories.practice()
    if not Event.objects.exists():
        pytest.fail("founding a practice wrote no event, so nothing was guarded here")
    with pytest.raises(Error), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {Event._meta.db_table}")
