"""What every test shares: which engine it runs on. No Django here, so that tests/domain runs without it."""

import os

import pytest

from tests.care import tags

ENGINE = "postgresql" if os.environ.get("STEADFAST_DATABASE_URL") else "sqlite"


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
def engine() -> str:
    """The engine under test: sqlite or postgresql."""
    return ENGINE
