"""What every test shares: which engine it runs on. No Django here, so that tests/domain runs without it."""

import os
from contextlib import ExitStack

import pytest

from tests import ready
from tests.care import tags

ENGINE = "postgresql" if os.environ.get("STEADFAST_DATABASE_URL") else "sqlite"


LONGEST = [
    "test_uci", "test_italy", "test_matrix", "test_supervisor", "test_month_figures", "test_backup_amid_writes",
    "test_storm", "test_drill_down", "test_crashes", "test_import_crash", "test_fuzz", "test_moving", "test_command",
    "test_register_page", "test_restoring", "test_every_answer", "test_sight", "test_bucket", "test_unsaved",
    "test_a_day_at_the_desk", "test_a_calendar_gains_a_holiday", "test_keys", "test_weight", "test_doors",
]  # fmt: skip


def pytest_configure(config: pytest.Config) -> None:
    """Begin a run, whose processes share the tables that they copy."""
    with ExitStack() as stack:
        stack.enter_context(ready.run())
        config.add_cleanup(stack.pop_all().close)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out, rather than skip, a test that is about the other engine; put the others in order."""
    other = "sqlite" if ENGINE == "postgresql" else "postgresql"
    left_out = [item for item in items if item.get_closest_marker(other)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
    gone = set(left_out)
    items[:] = sorted((item for item in items if item not in gone), key=turn)


def turn(item: pytest.Item) -> int:
    """Return the place of a test's file among those that take longest: these begin first, so that none ends alone."""
    return LONGEST.index(item.path.stem) if item.path.stem in LONGEST else len(LONGEST)


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
