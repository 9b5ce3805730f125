"""A change of stated figures has a name and words; where nothing changed there is none."""

from dataclasses import replace

import pytest

from steadfast.domain.commitment.numbers import FourNumbers
from steadfast.domain.commitment.restatement import change

STATED = FourNumbers(kept=94, kept_late=3, withdrawn=1, open_late=2, released=1, felt_kept=90)


def test_nothing_changed() -> None:
    assert change(STATED, STATED) is None


@pytest.mark.parametrize(
    ("counts", "name", "words"),
    [
        ({"open_late": 0, "kept_late": 5}, "settled", "2 more kept late, 2 fewer open and late"),
        ({"open_late": 1, "withdrawn": 2}, "settled", "1 more withdrawn, 1 fewer open and late"),
        ({"kept_late": 5}, "restated", "2 more kept late"),
        ({"open_late": 3, "kept_late": 2}, "restated", "1 more open and late, 1 fewer kept late"),
        ({"kept": 93, "open_late": 3}, "restated", "1 more open and late, 1 fewer kept"),
        ({"released": 2}, "restated", "1 more released"),
        ({"felt_kept": 89}, "restated", "1 fewer kept as the client felt it"),
    ],
)
def test_a_change_is_named_and_told(counts: dict[str, int], name: str, words: str) -> None:
    found = change(STATED, replace(STATED, **counts))
    assert found is not None
    assert (found.name, str(found)) == (name, words)
