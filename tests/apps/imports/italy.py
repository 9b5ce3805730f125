"""The Italian help desk log: where it lies if it is there, and small logs in its form."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from steadfast.apps.imports.mapping import named

HELPDESK_ITALY = named("helpdesk-italy")
assert HELPDESK_ITALY.tickets.agreement is not None
WORKING_DAYS = HELPDESK_ITALY.tickets.agreement
HOLIDAYS = WORKING_DAYS.calendar["holiday_names"]
YEARS = range(2010, 2015)
LOG = Path(__file__).parents[4] / "shared/data/helpdesk-italy/helpdesk_events.csv.xz"
needs_log = pytest.mark.skipif(
    not LOG.exists(), reason="../shared/data/helpdesk-italy is not here; it is not ours to copy"
)

HEADER = (
    "case_id,activity,resource,timestamp,customer,product,seriousness,seriousness_2,service_level,service_type,"
    "responsible_section,support_section,workgroup"
)


def line(at: str, activity: str, **cells: str) -> str:
    """Return one row: an activity of agent 1 on Case 1, with some cells changed."""
    usual = {name: "Value 1" for name in HEADER.split(",")} | {"case_id": "Case 1"}
    return ",".join({**usual, "timestamp": at, "activity": activity, **cells}.values())


def write(folder: Path, rows: Iterable[str]) -> Path:
    """Write a log with these rows and return its path."""
    path = folder / "helpdesk.csv"
    path.write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
    return path
