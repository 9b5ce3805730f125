"""The worked table of docs/algorithms/priority.md is true."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from steadfast.domain.commitment.reclassified import dodged
from steadfast.domain.commitment.stamp import stamp
from steadfast.domain.commitment.terms import Terms
from steadfast.domain.working_time import Hours
from tests.domain.worked import table

OFFICE = Hours.from_dict(
    {
        "timezone": "Europe/London",
        "weekly": {day: [["09:00", "17:00"]] for day in ("mon", "tue", "wed", "thu", "fri")},
    }
)
ROWS = table("priority.md", "from")


def instant(text: str) -> datetime:
    """Return "Mon 2026-03-02 10:00", whose weekday must be right."""
    found = datetime.fromisoformat(text[4:]).replace(tzinfo=ZoneInfo("Europe/London"))
    assert f"{found:%a}" == text[:3], text
    return found


def due(target: str) -> datetime:
    seconds = int(timedelta(hours=int(target.removesuffix(" h"))).total_seconds())
    return stamp(Terms("resolution", seconds), OFFICE, instant("Mon 2026-03-02 10:00")).due_at


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['from']} to {row['to']} {row['changed']}")
def test_a_change_of_the_document_is_true(row: dict[str, str]) -> None:
    was, new = due(row["target"]), due(row["target then"])
    assert (was, new) == (instant(row["was due"]), instant(row["due"]))
    assert dodged(at=instant(row["changed"]), from_due=was, to_due=new) == (row["dodged"] == "yes")


def test_the_document_holds_its_table() -> None:
    assert len(ROWS) == 5
