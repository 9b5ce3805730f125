"""For tests that need real transactions: their tables are emptied afterwards, which insert-only tables refuse."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache

from steadfast.apps.commitments.queries import settled


@pytest.fixture(autouse=True)
def flushable(request: pytest.FixtureRequest) -> Iterator[None]:
    """Take the triggers away before such a test is cleaned up; the flush puts them back, as any migration does."""
    mark = request.node.get_closest_marker("django_db")
    transactional = "transactional_db" in request.fixturenames or bool(mark and mark.kwargs.get("transaction"))
    if transactional:
        request.getfixturevalue("transactional_db")
    yield
    if transactional:
        from steadfast.foundation import triggers

        triggers.remove()


@pytest.fixture(autouse=True)
def fresh_terms() -> Iterator[None]:
    """Forget what a process keeps of rows, for life or for seconds: a test's are thrown away, their keys come again."""
    yield
    settled.forget()
    cache.clear()
