"""What every test shares: which engine it runs on. No Django here, so that tests/domain runs without it."""

import os
from contextlib import ExitStack

import pytest

from tests import ready
from tests.care import tags

ENGINE = "postgresql" if os.environ.get("STEADFAST_DATABASE_URL") else "sqlite"


def pytest_configure(config: pytest.Config) -> None:
    """Begin a run, whose processes share the tables that they copy."""
    with ExitStack() as stack:
        stack.enter_context(ready.run())
        config.add_cleanup(stack.pop_all().close)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out, rather than skip, a test that is about the other engine."""
    other = "sqlite" if ENGINE == "postgresql" else "postgresql"
    left_out = [item for item in items if item.get_closest_marker(other)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


def pytest_report_header() -> str:
    """Say from which release an upgrade is tried."""
    return f"upgrade from: {tags.last() or 'the archives of tests/data, as this clone has no tag of a release'}"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Have the database of each worker begin as a copy of one that has its tables."""
    from django.conf import settings

    ready.offer(settings.DATABASES["default"], os.environ.get("STEADFAST_DATABASE_URL", ""))


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """On SQLite the file that lies there already is the copy; it goes with its folder."""
    return ENGINE == "sqlite"


@pytest.fixture(scope="session")
def engine() -> str:
    """The engine under test: sqlite or postgresql."""
    return ENGINE
