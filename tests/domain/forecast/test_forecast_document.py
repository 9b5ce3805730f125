"""The worked table of docs/algorithms/forecast.md is true."""

from steadfast.domain.forecast import History
from steadfast.domain.signs import thresholds
from tests.domain.worked import DOCS

HISTORY = History.of([0.2] * 50 + [0.9] * 20 + [1.5] * 30)


def test_the_worked_table_is_true() -> None:
    lines = (DOCS / "forecast.md").read_text(encoding="utf-8").split("## Worked")[1].split("## Back")[0].splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| ")][1:]
    assert len(rows) == 3
    for used, n, kept, low, high, warns in rows:
        chance = HISTORY.chance(int(used.rstrip(" %")) / 100, least=thresholds.CASES)
        assert chance is not None
        assert [str(chance.n), str(chance.kept), f"{chance.low:.3f}", f"{chance.high:.3f}"] == [n, kept, low, high]
        assert warns == ("yes" if chance.high <= thresholds.LIKELY_LATE else "no")
