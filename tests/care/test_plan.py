"""Backups by the clock: due on the practice's wall, never twice, never silent when they fail, never by a demo."""

from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from steadfast.apps.identity import queries
from steadfast.apps.identity.models import User
from steadfast.foundation import clock, verify
from steadfast.foundation.care import chores, plan, restore_test, runs, wall, warning
from steadfast.foundation.care.refusal import Refused
from steadfast.foundation.care.retention import Keep
from steadfast.foundation.models import BackupPlan, CareRun, Event, Job
from tests import cast, factories

pytestmark = pytest.mark.django_db
LONDON = ZoneInfo("Europe/London")


@pytest.fixture
def nora() -> Client:
    """A browser of the owner."""
    factories.practice()
    return signed_in(cast.NORA)


def signed_in(who: cast.Member) -> Client:
    browser = Client()
    person = factories.member(who)
    browser.force_login(User.objects.get(person=person))
    session = browser.session
    session["proved"] = clock.now().timestamp()
    session.save()
    return browser


def ran(good: bool, ago: timedelta, kind: str = "backup") -> CareRun:
    at = clock.now() - ago
    return CareRun.objects.create(kind=kind, origin="clock", started_at=at, done_at=at, is_good=good)


@pytest.mark.parametrize(
    ("now", "last"),
    [
        (datetime(2026, 3, 2, 2, 29, tzinfo=UTC), datetime(2026, 3, 1, 2, 30, tzinfo=UTC)),
        (datetime(2026, 3, 2, 2, 30, tzinfo=UTC), datetime(2026, 3, 2, 2, 30, tzinfo=UTC)),
        (datetime(2026, 7, 2, 1, 30, tzinfo=UTC), datetime(2026, 7, 2, 1, 30, tzinfo=UTC)),
    ],
)
def test_the_time_of_day_is_that_of_the_wall(now: datetime, last: datetime) -> None:
    assert wall.last(time(2, 30), LONDON, now) == last


def test_on_the_night_when_the_hour_is_left_out_it_is_due_once() -> None:
    """01:30 does not exist in London on 29 March 2026."""
    night = datetime(2026, 3, 29, 0, 0, tzinfo=UTC)
    found = {wall.last(time(1, 30), LONDON, night + timedelta(minutes=n)) for n in range(0, 1440, 10)}
    assert len({at.astimezone(UTC) for at in found}) == 2, "yesterday's and today's"


def test_nothing_is_due_before_the_first_night_and_each_night_is_due_once() -> None:
    factories.practice()
    start = datetime(2026, 3, 2, 12, tzinfo=UTC)
    planned = plan.read(now=start)
    assert planned.due(zone=LONDON, now=start + timedelta(hours=10)) is None
    night = start + timedelta(hours=15)
    assert planned.due(zone=LONDON, now=night) == datetime(2026, 3, 3, 2, 30, tzinfo=UTC)
    CareRun.objects.create(kind="backup", origin="clock", started_at=night, done_at=night, is_good=False)
    assert planned.due(zone=LONDON, now=night + timedelta(hours=1)) is None, "its job is tried again, not the night"
    assert planned.due(zone=LONDON, now=night + timedelta(days=1)) is not None


def test_the_look_asks_for_a_backup_once(monkeypatch: pytest.MonkeyPatch) -> None:
    plan.read(now=clock.now() - timedelta(days=2))
    for _ in range(3):
        chores.look.call()
    assert Job.objects.filter(unique_key="care.back_up").count() == 1


def test_a_demo_makes_none_by_itself(settings: Settings) -> None:
    settings.DEMO = True
    assert plan.read(now=clock.now()).at is None


def test_the_environment_wins_over_the_page(settings: Settings, tmp_path: Path) -> None:
    settings.BACKUP = {"to": str(tmp_path), "at": time(5, 0), "keep": (1, 2, 3)}
    planned = plan.read(now=clock.now())
    assert (planned.place, planned.at, planned.keep) == (str(tmp_path), time(5, 0), Keep(1, 2, 3))
    settings.BACKUP = {"to": "", "at": "off", "keep": None}
    assert plan.read(now=clock.now()).at is None


def test_the_owner_is_told_on_today_until_one_succeeds(nora: Client) -> None:
    assert "backup" not in nora.get("/").content.decode()
    BackupPlan.objects.update_or_create(pk=1, defaults={"mark": "0" * 8, "since": clock.now() - timedelta(days=9)})
    assert "No backup was made when one was due" in nora.get("/").content.decode()
    ran(True, timedelta(days=3))
    ran(False, timedelta(hours=2))
    page = nora.get("/").content.decode()
    assert "The last backup failed." in page
    assert "Last good backup:" in page
    ran(True, timedelta(hours=1))
    assert "backup" not in nora.get("/").content.decode()
    ran(False, timedelta(minutes=5), "restore test")
    assert "could not be restored in a test" in nora.get("/").content.decode()


def test_a_demo_says_that_none_is_made_by_the_clock(nora: Client, settings: Settings) -> None:
    shown, said = 'name="is_on" id="id_is_on" checked', "This is a demo: none is made by the clock"
    page = nora.get("/care/").content.decode()
    assert (shown in page, said in page) == (True, False)
    settings.DEMO = True
    page = nora.get("/care/").content.decode()
    assert (shown in page, said in page) == (False, True)


def test_nobody_but_the_owner_is_told() -> None:
    factories.practice()
    BackupPlan.objects.create(pk=1, mark="0" * 8, since=clock.now() - timedelta(days=9))
    theo = factories.actor(factories.member(cast.THEO))
    assert warning.of(theo, now=clock.now()) is None
    assert warning.of(queries.operator(), now=clock.now()) is not None


def test_the_page_tells_what_to_do_while_there_is_nothing(nora: Client) -> None:
    page = nora.get("/care/").content.decode()
    assert "No backup yet" in page
    assert "The first is made at 02:30" in page
    assert "They lie on the same disk" in page
    assert str(cast.ZONE) in page


def test_the_plan_is_changed_on_the_page_as_an_event(nora: Client, tmp_path: Path) -> None:
    said = {"is_on": "on", "at": "04:15", "place": str(tmp_path), "daily": 3, "weekly": 2, "monthly": 1}
    assert nora.post("/care/plan/", said).status_code == 302
    planned = plan.read(now=clock.now())
    assert (planned.at, planned.place, planned.keep) == (time(4, 15), str(tmp_path), Keep(3, 2, 1))
    assert Event.objects.filter(kind="care.plan_changed").count() == 1
    assert verify.run(["chains"]) == []


@pytest.mark.parametrize(
    ("place", "says"),
    [
        ("backups", "named from the root"),
        ("/proc/backups", "cannot write into"),
        ("ftp://elsewhere", "s3://bucket/prefix"),
        ("{static}/x", "served to browsers"),
    ],
)
def test_a_place_that_cannot_be_used_is_refused_where_it_is_typed(
    nora: Client, settings: Settings, place: str, says: str
) -> None:
    said = {"is_on": "on", "at": "04:15", "place": place.format(static=settings.STATIC_ROOT)}
    answer = nora.post("/care/plan/", said | {"daily": 3, "weekly": 2, "monthly": 1})
    assert answer.status_code == 422
    assert says in answer.content.decode()


def test_a_button_asks_the_worker_and_a_run_under_way_is_shown(nora: Client) -> None:
    for what in ("backup", "restore-test", "verification"):
        assert nora.post(f"/care/{what}/now/").status_code == 302
    assert nora.post("/care/anything/now/").status_code == 404
    assert Job.objects.filter(unique_key__startswith="care.").count() == 3
    run = CareRun.objects.create(kind="backup", origin="page", started_at=clock.now())
    runs.telling(run)("packing and reading back")
    assert "packing and reading back" in nora.get("/care/").content.decode()


def test_a_job_that_was_given_up_is_tried_again_by_a_button(nora: Client) -> None:
    chores.look.enqueue()
    Job.objects.update(dead=True, done_at=clock.now(), error="builtins.ValueError\nValueError: the till is empty")
    job = Job.objects.get()
    assert "the till is empty" in nora.get("/care/").content.decode()
    assert nora.post(f"/care/jobs/{job.pk}/retry/").status_code == 302
    assert not Job.objects.get().dead


def test_a_check_is_noted_with_what_it_found(monkeypatch: pytest.MonkeyPatch) -> None:
    assert chores.check.call() == 0
    monkeypatch.setattr(verify, "run", lambda: [verify.Finding("row 3", "is odd")])
    assert chores.check.call() == 1
    latest = runs.latest("verification")
    assert latest
    assert (latest.is_good, latest.error) == (False, "row 3: is odd")


def test_a_test_without_a_backup_fails_in_words(settings: Settings, tmp_path: Path) -> None:
    settings.DATA = tmp_path
    with pytest.raises(Refused, match="there is no backup in"):
        restore_test.restore_newest(origin=runs.CLOCK, now=clock.now())
    latest = runs.latest("restore test")
    assert latest
    assert "there is no backup in" in latest.error


def test_a_download_needs_a_proof_and_leaves_an_event(nora: Client, settings: Settings, tmp_path: Path) -> None:
    settings.DATA = tmp_path
    name = f"steadfast-{plan.read(now=clock.now()).mark}-20260302T023000Z.tar.gz"
    (tmp_path / "backups").mkdir()
    (tmp_path / "backups" / name).write_bytes(b"everything")
    (tmp_path / "backups" / "steadfast-00000000-20260302T023000Z.tar.gz").write_bytes(b"another practice's")
    answer = nora.get(f"/care/backups/{name}")
    assert b"".join(answer.streaming_content) == b"everything"  # type: ignore[attr-defined]
    assert Event.objects.filter(kind="care.backup_downloaded").count() == 1
    for other in ("steadfast-00000000-20260302T023000Z.tar.gz", "..%2Fsecret", "secret"):
        assert nora.get(f"/care/backups/{other}").status_code == 404
    session = nora.session
    session["proved"] = 0
    session.save()
    asked = nora.get(f"/care/backups/{name}")
    assert asked.status_code == 302
    assert Event.objects.filter(kind="care.backup_downloaded").count() == 1
