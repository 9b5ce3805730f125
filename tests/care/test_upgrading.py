"""The last release's practice becomes one of this release: restored, its tables brought up, every promise verified.

The archives lie in tests/data/releases, one for each engine; they were made by the programs of that release.
"""

import pytest

from tests.architecture.sources import ROOT
from tests.care.practices import Practice

RELEASES = sorted(path for path in (ROOT / "tests/data/releases").iterdir() if path.is_dir())


@pytest.mark.parametrize("release", RELEASES, ids=lambda path: path.name)
def test_a_practice_of_an_earlier_release_is_brought_up_and_verifies(release: object, empty: Practice) -> None:
    report = empty.json("restore", f"{release}/{'postgresql' if empty.url else 'sqlite'}.tar.gz")
    assert report["made_by"] == getattr(release, "name", "")
    assert report["findings"] == []
    assert any("foundation 0003_" in name for name in report["migrated"])
    assert empty.rows("SELECT count(*) FROM desk_ticket") == [[3]]
    assert empty.json("verify")["findings"] == []
