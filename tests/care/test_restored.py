"""What a restored practice says of itself: where it came from, and that no backup was made here yet."""

from datetime import timedelta
from pathlib import Path

import pytest

from steadfast.foundation import clock
from steadfast.foundation.care import condition, runs, warning
from steadfast.foundation.models import BackupPlan, CareRun
from tests import cast, factories
from tests.care.practices import Practice

PAGE = """
practice.make()
from django.test import Client
from django.utils import timezone
from steadfast.apps.identity.models import User
browser = Client(headers={"host": "localhost"})
browser.force_login(User.objects.get(person__name="Nora"))
print(browser.get("/care/").content.decode())
"""


def test_the_page_tells_of_the_restore_and_of_no_failure(archive: Path, empty: Practice) -> None:
    empty.json("restore", archive)
    page = empty.python(PAGE)
    assert "Restored from the backup of" in page
    assert "No backup here yet" in page
    assert "failed" not in page
    told = empty.rows("SELECT is_good, error, name FROM foundation_carerun WHERE kind = 'backup' ORDER BY id")
    assert told[-1] == [True, "", archive.name]


@pytest.mark.django_db
def test_what_was_done_before_a_restore_was_done_elsewhere() -> None:
    factories.practice()
    now = clock.now()
    BackupPlan.objects.create(mark="0a0b0c0d", since=now - timedelta(days=9))
    for kind in ("backup", "restore test", "verification"):
        at = now - timedelta(days=2)
        CareRun.objects.create(kind=kind, origin="clock", started_at=at, done_at=at, is_good=kind != "backup")
    owner = factories.actor(factories.member(cast.NORA))
    assert warning.of(owner, now=now) is not None
    with runs.running("restore", runs.COMMAND):
        pass
    shown = condition.runs_shown()
    assert [name for name, run in shown.items() if run] == ["restore"]
    assert warning.of(owner, now=now) is None
    late = warning.of(owner, now=now + timedelta(hours=27))
    assert late is not None
    assert late.good_at is None
