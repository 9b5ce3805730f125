"""Rows that all tests of a file begin with: written once, given to each as they were, taken back after the last.

@pytest.fixture(scope="module")
def invented(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with kept.for_a_while(django_db_blocker):
        promises.invent(500)
        yield
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction

from steadfast.apps.commitments.queries import settled


@contextmanager
def for_a_while(blocker: Any) -> Iterator[None]:
    """Let tests use what is written here, each within a savepoint of its own, then roll it back."""
    with blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)
    settled.forget()
