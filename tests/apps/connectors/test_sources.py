"""The pages of sources: set one up, try it, run it, see why it failed, pause it, and lead what came from it."""

import os
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client as Browser

from steadfast.apps.desk.models import Ticket
from steadfast.apps.desk.queries.feeds import KEPT
from steadfast.apps.imports.models import Feed, FeedRun, Source
from steadfast.apps.imports.operations import feeds
from steadfast.apps.imports.pulling import folder
from steadfast.apps.imports.pulling import run as feed_run
from steadfast.apps.imports.queries import feeds as queries
from steadfast.apps.imports.tasks import look_at_feeds
from steadfast.foundation import clock, verify
from steadfast.foundation.actor import SYSTEM
from steadfast.foundation.jobs import worker
from steadfast.foundation.models import Event, EventBody, Job
from tests import cast, factories
from tests.apps.connectors.feeding import NOW, feed, run
from tests.apps.connectors.replay import Answer, Replay
from tests.apps.connectors.systems import Datto, Halo, Manage
from tests.apps.imports.logs import line, story
from tests.apps.imports.logs import write as log

SECRET = "s3cret-of-halo"
FORM = {"name": "halo", "client_id": "harbor", "client_secret": SECRET, "at": "02:00", "tenant": "", "like": ""}


@pytest.fixture
def theo() -> Browser:
    cache.delete(KEPT)
    browser, user = Browser(), factories.member(cast.THEO).user
    assert user is not None
    browser.force_login(user)
    return browser


def set_up(who: Browser, url: str, **more: Any) -> Any:
    owner = factories.member(cast.THEO).pk
    return who.post("/imports/sources/new/?connector=halopsa", FORM | {"address": url, "owner": owner} | more)


def text(answer: Any) -> str:
    return str(answer.content.decode())


def test_a_source_is_set_up_tried_and_run(theo: Browser) -> None:
    assert "HaloPSA" in text(theo.get("/imports/sources/new/"))
    with Replay(Halo()) as server:
        place = set_up(theo, server.url)["Location"]
        tried = text(theo.post(f"{place}try/"))
        assert "Kestrel Dental" in tried
        assert '<th scope="row">tickets</th><td class="n">3</td>' in tried
        theo.post(f"{place}run/")
        worker.drain()
    page = text(theo.get(place))
    assert "Went well" in page
    assert Ticket.objects.count() == 3
    assert "halo" in text(theo.get("/imports/sources/"))


@pytest.mark.parametrize(("connector", "system"), [("connectwise", Manage()), ("autotask", Datto())])
def test_each_system_can_be_tried(theo: Browser, connector: str, system: Any) -> None:
    with Replay(system) as server:
        system.url = server.url
        one = feed(connector, server.url)
        page = text(theo.post(f"/imports/sources/{one.source_id}/try/"))
    assert '<th scope="row">tickets</th><td class="n">3</td>' in page
    assert ("Marlow Freight" if connector == "connectwise" else "Old Mill Bakery") in page


def test_a_secret_is_never_seen_again(theo: Browser, caplog: Any) -> None:
    caplog.set_level("DEBUG")
    with Replay(Halo()) as server:
        place = set_up(theo, server.url)["Location"]
        theo.post(f"{place}run/")
        server.fails("/auth/token", Answer({"error": f"wrong {SECRET}"}, 401))
        theo.post(f"{place}try/")
        worker.drain()
    assert SECRET not in text(theo.get(place)) + text(theo.get(f"{place}edit/"))
    assert SECRET not in caplog.text
    row = Feed.objects.get()
    assert SECRET not in f"{row.sealed}{row.said}"
    assert not [body for body in EventBody.objects.all() if SECRET in str(body.__dict__)]
    assert feeds.secrets_of(row) == {"client_secret": SECRET}


def test_a_secret_is_kept_but_not_sent_to_another_address(theo: Browser) -> None:
    with Replay(Halo()) as server:
        place = set_up(theo, server.url)["Location"]
        owner = factories.member(cast.THEO).pk
        same = FORM | {"address": server.url, "owner": owner, "client_secret": "", "at": "03:00"}
        assert theo.post(f"{place}edit/", same).status_code == 302
        moved = theo.post(f"{place}edit/", same | {"address": server.url.replace("127.0.0.1", "localhost")})
    assert moved.status_code == 422
    assert "Type it again" in text(moved)
    assert feeds.secrets_of(Feed.objects.get()) == {"client_secret": SECRET}


@pytest.mark.parametrize("url", ["http://halo.example", "https://169.254.169.254", "https://10.0.0.1@localhost", "x"])
def test_an_address_that_is_not_to_be_asked_is_refused(theo: Browser, settings: Any, url: str) -> None:
    settings.CONNECTORS_LOOPBACK = False
    answer = set_up(theo, url)
    assert answer.status_code == 422
    assert "This address cannot be asked" in text(answer)


def test_a_failure_is_on_the_list_of_imports_and_on_the_owners_today(theo: Browser) -> None:
    with Replay(Halo()) as server:
        one = feed("halopsa", server.url)
        server.fails("/auth/token", Answer({}, 403))
        assert run(one).state == "failed"
    said = "/auth/token answered 403: the credentials may not read it."
    assert said in text(theo.get("/imports/"))
    assert said in text(theo.get(f"/imports/sources/{one.source_id}/"))
    assert {step.state for step in FeedRun.objects.get().steps.all()} == {"failed"}
    assert "halopsa was not brought in" in text(theo.get("/"))
    theo.post(f"/imports/sources/{one.source_id}/pause/", {"act": "pause"})
    cache.delete(KEPT)
    assert "halopsa was not brought in" not in text(theo.get("/"))


def test_it_runs_each_night_once_unless_it_is_paused() -> None:
    one = feed("halopsa", "https://halo.example", at=NOW.time())
    night = NOW + timedelta(days=1, minutes=3)
    assert [row.pk for row in queries.due(now=night)] == [one.pk]
    feeds.want_run(one, "clock", actor=SYSTEM, now=night)
    assert queries.due(now=night + timedelta(hours=5)) == []
    with pytest.raises(feeds.Running):
        feeds.want_run(one, "page", actor=SYSTEM, now=night)
    feeds.finish_run(FeedRun.objects.get(), "", actor=SYSTEM, now=night)
    assert len(queries.due(now=night + timedelta(days=1))) == 1
    feeds.pause_feed(one, paused=True, actor=SYSTEM, now=night)
    assert queries.due(now=night + timedelta(days=1)) == []


def test_a_run_whose_job_is_gone_ends_as_failed() -> None:
    one = feed("halopsa", "https://halo.example")
    now = clock.now()
    wanted = feeds.want_run(one, "page", actor=SYSTEM, now=now - timedelta(hours=1))
    Job.objects.all().delete()
    look_at_feeds.call()
    wanted.refresh_from_db()
    assert wanted.state == "failed"


def test_a_killed_run_goes_on_where_it_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    class Killed(BaseException):
        pass

    def kill(*_: Any, **__: Any) -> str:
        raise Killed

    with Replay(Halo()) as server:
        one = feed("halopsa", server.url)
        wanted = feeds.want_run(one, "page", actor=SYSTEM, now=NOW)
        with monkeypatch.context() as patched:
            patched.setattr(feed_run.bringing, "through", kill)
            with pytest.raises(Killed):
                feed_run.carry_out(wanted.pk, clock=lambda: NOW)
        feed_run.carry_out(wanted.pk, clock=lambda: NOW)
        wanted.refresh_from_db()
        assert (wanted.state, wanted.error) == ("good", "")
        assert server.times("/api/Status") == 1
    assert Ticket.objects.count() == 3


def test_we_lead_now_says_what_changes_and_changes_it(theo: Browser) -> None:
    with Replay(Halo()) as server:
        one = feed("halopsa", server.url)
        run(one)
    batch = Ticket.objects.first().batch_id  # type: ignore[union-attr]
    place = f"/imports/sources/{one.source_id}/lead/"
    assert place in text(theo.get(f"/imports/{batch}/"))
    page = text(theo.get(place))
    assert "3 tickets become yours." in page
    assert "3 of them are open." in page
    theo.post(place, {"leads": "practice"})
    assert Source.objects.get().leads == "practice"
    assert place not in text(theo.get(f"/imports/{batch}/"))
    theo.post(place, {"leads": "source"})
    assert Source.objects.get().leads == "source"
    assert Event.objects.filter(kind="source.led").count() == 2


def test_the_newest_file_of_a_folder_is_taken_once_it_stands_still(theo: Browser) -> None:
    owner = factories.member(cast.THEO).pk
    said = {"name": "desk", "folder": "desk", "pattern": "*.csv", "mapping": "known generic-clients", "owner": owner}
    answer = theo.post("/imports/sources/new/?connector=folder", said | {"at": ""})
    assert answer.status_code == 302, text(answer)
    one = Feed.objects.get()
    assert run(one).error == "No file *.csv lies in incoming/desk."
    there = folder.root() / "desk"
    there.mkdir()
    write(there / "a.csv", "key,name\n1,Kestrel Dental\n", age=90)
    write(there / "b.csv", "key,name\n1,Kestrel Dental\n2,Marlow Freight\n", age=60)
    assert "b.csv" in text(theo.post(f"/imports/sources/{one.source_id}/try/"))
    assert run(one).state == "good"
    one.refresh_from_db()
    assert run(one).error == "No new file has landed: b.csv was brought in before."
    write(there / "c.csv", "key,name\n1,Kestrel Dental\n2,Marlow Fr", age=5)

    def finish(seconds: float) -> None:
        write(there / "c.csv", "key,name\n1,Kestrel Dental\n2,Marlow Freight\n3,Old Mill Bakery\n", age=60)

    ended = run(one, sleep=finish)
    assert (ended.state, ended.error) == ("good", "")
    assert ended.steps.get().counts["new"] == 1


def test_a_file_that_is_written_on_and_on_is_left() -> None:
    one = folder_feed()
    write(folder.root() / "a.csv", "key,name\n1,Kestr", age=0)
    assert run(one).error == "a.csv is still being written."


def test_a_bad_row_stops_a_night_of_tickets_unless_the_source_leaves_such_rows_out(theo: Browser) -> None:
    owner = factories.member(cast.THEO).pk
    said = {"name": "desk", "pattern": "*.csv", "mapping": "known uci", "owner": owner, "at": "", "folder": ""}
    assert theo.post("/imports/sources/new/?connector=folder", said).status_code == 302
    one = Feed.objects.get()
    rows = [*story("INC1", ("7/3/2016 14:00", "New")), line(number="INC2", impact="9 - None")]
    log(folder.root(), rows, "a.csv")
    os.utime(folder.root() / "a.csv", (NOW.timestamp() - 90,) * 2)
    assert "row 3, column impact" in run(one).error
    assert not Ticket.objects.exists()
    answer = theo.post(f"/imports/sources/{one.source_id}/edit/", said | {"skip_bad_rows": "on"})
    assert answer.status_code == 302, text(answer)
    one.refresh_from_db()
    ended = run(one, days=1)
    assert (ended.state, ended.steps.get().counts["refused"]) == ("good", 1)
    assert [one.source_key for one in Ticket.objects.all()] == ["INC1"]
    form = text(theo.get(f"/imports/sources/{one.source_id}/edit/"))
    assert re.search(r'name="skip_bad_rows"[^>]* checked', form)


@pytest.mark.parametrize("way", ["../../etc", "/etc", "a/../../.."])
def test_a_folder_outside_is_refused(theo: Browser, way: str) -> None:
    owner = factories.member(cast.THEO).pk
    said = {"name": "desk", "folder": way, "pattern": "*", "mapping": "known generic-clients", "owner": owner, "at": ""}
    answer = theo.post("/imports/sources/new/?connector=folder", said)
    assert answer.status_code == (422 if ".." in way else 302)
    (folder.root() / "link").symlink_to("/etc", target_is_directory=True)
    assert theo.post("/imports/sources/new/?connector=folder", said | {"folder": "link"}).status_code == 422


def test_the_files_that_a_feed_keeps_are_known_to_verify() -> None:
    with Replay(Halo()) as server:
        run(feed("halopsa", server.url))
    assert queries.raw_files()
    assert [str(finding) for finding in verify.run() if "no row names it" in str(finding)] == []


def folder_feed() -> Feed:
    said = {"pattern": "*.csv", "mapping": "known generic-clients"}
    settings = feeds.Said(at=None, owner=factories.member(cast.THEO), settings=said)
    return feeds.add_feed("desk", "folder", settings, actor=SYSTEM, now=NOW)


def write(path: Path, content: str, *, age: float) -> None:
    path.write_text(content, encoding="utf-8")
    os.utime(path, (NOW.timestamp() - age,) * 2)
