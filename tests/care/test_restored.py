"""What a restored practice says of itself: where it came from, and that no backup was made here yet."""

from datetime import time, timedelta
from pathlib import Path

import pytest

from steadfast.foundation import clock
from steadfast.foundation.care import condition, metrics, plan, runs, warning
from steadfast.foundation.care.retention import Keep
from steadfast.foundation.models import THE_PLAN, BackupPlan, CareRun
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
    assert page.index("Restored from the backup of") < page.index("No backup here yet")
    assert "makes no backup by itself until you say where they go" in page
    assert empty.rows("SELECT is_on FROM foundation_backupplan") == [[False]]
    assert "failed" not in page
    told = empty.rows("SELECT is_good, error, name FROM foundation_carerun WHERE kind = 'backup' ORDER BY id")
    assert told[-1] == [True, "", archive.name]


@pytest.mark.django_db
def test_what_was_done_before_a_restore_was_done_elsewhere() -> None:
    factories.practice()
    now = clock.now()
    BackupPlan.objects.create(pk=THE_PLAN, mark="0a0b0c0d", since=now - timedelta(days=9))
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


@pytest.mark.django_db
def test_a_restored_practice_asks_where_backups_go_until_somebody_says_it() -> None:
    factories.practice()
    BackupPlan.objects.create(pk=THE_PLAN, mark="0a0b0c0d", since=clock.now() - timedelta(days=9))
    owner = factories.actor(factories.member(cast.NORA))
    plan.switch_off(now=clock.exactly())
    with runs.running("restore", runs.COMMAND):
        pass
    now = clock.now()
    told = warning.of(owner, now=now)
    assert told is not None
    assert "until you say where they go" in told.text
    said = {"at": time(2, 30), "place": "", "keep": Keep(7, 4, 12), "actor": owner, "now": now + timedelta(minutes=1)}
    plan.change(is_on=False, **said)  # type: ignore[arg-type]
    assert warning.of(owner, now=now + timedelta(hours=1)) is None
    plan.change(is_on=True, **said)  # type: ignore[arg-type]
    assert warning.of(owner, now=now + timedelta(hours=1)) is None


@pytest.mark.django_db
def test_after_a_restore_the_last_good_backup_is_the_one_it_came_from() -> None:
    made_at = clock.now() - timedelta(hours=20)
    with runs.running("restore", runs.COMMAND) as run:
        run.detail = {"made_at": made_at.isoformat()}
    found = {name: value for name, _words, value in metrics.last_good()}
    assert found["last_good_backup_timestamp_seconds"] == made_at.timestamp()
    assert found["last_good_restore_test_timestamp_seconds"] == run.started_at.timestamp()
    runs_here = CareRun.objects.create(kind="backup", origin="clock", started_at=clock.now(), is_good=True)
    found = {name: value for name, _words, value in metrics.last_good()}
    assert found["last_good_backup_timestamp_seconds"] == runs_here.started_at.timestamp()
