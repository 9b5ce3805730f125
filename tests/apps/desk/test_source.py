"""What another system's log says of a ticket is told in words, and rows that change nothing are left out."""

import pytest

from steadfast.apps.desk.queries.source import told

NAMES = {2: "Ines"}


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"state": "new", "priority": "P3", "team": "Group 70"}, "new, P3, with Group 70"),
        ({"state": "resolved", "owner": 2}, "resolved, taken by Ines"),
        ({"state": "waiting", "waits_for": "client"}, "waiting for the client"),
        ({"state": "in progress", "reopened": 1}, "reopened, in progress"),
        ({"row": 17, "kept": True, "reopened": 0}, ""),
        ({"owner": 99}, ""),
        ({"activity": "Require upgrade", "state": "waiting", "waits_for": "problem"}, "Require upgrade"),
        ({"state": "unknown", "priority": "P2"}, "P2"),
    ],
)
def test_a_row_of_the_source_in_words(row: dict[str, object], words: str) -> None:
    assert told(row, NAMES) == words
