"""Theo lets monitoring post: the real Alertmanager fires and recovers, and a storm of 1,000 alerts is one ticket."""

import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests import cast
from tests.journeys.conftest import Served, wait_for

SignIn = Callable[[str], None]
Axe = Callable[[], list[str]]
Look = Callable[[str], None]
STORM = 1_000
PROGRAM = shutil.which("prometheus-alertmanager") or shutil.which("alertmanager")
WORK = """
from steadfast.foundation.jobs import worker
from steadfast.apps.alerts import tasks
worker.drain()
tasks.look_after.func()
"""
CONFIG = """
route:
  receiver: steadfast
  group_by: [alertname]
  group_wait: 0s
  group_interval: 1s
receivers:
  - name: steadfast
    webhook_configs:
      - url: %s
        send_resolved: true
        http_config:
          authorization: {type: Bearer, credentials: %s}
"""


def work(served: Served) -> None:
    """Do what a worker would do, once the second in which alerts came is over."""
    time.sleep(2.5)
    served.practice.python(WORK)


@contextmanager
def alertmanager(hook: str, token: str, folder: Path) -> Iterator[str]:
    """Run the real one, posting to an address of ours; give its own."""
    (folder / "alertmanager.yml").write_text(CONFIG % (hook, token))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    words = [f"--web.listen-address=127.0.0.1:{port}", "--cluster.listen-address=", f"--storage.path={folder}/data"]
    command = [str(PROGRAM), f"--config.file={folder}/alertmanager.yml", *words]
    with (folder / "alertmanager.log").open("wb") as log:
        running = subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True)
    try:
        wait_for(port, running)
        yield f"127.0.0.1:{port}"
    finally:
        os.killpg(running.pid, signal.SIGKILL)
        running.wait()


def fire(where: str, hosts: list[str], *, ends: datetime | None = None) -> None:
    """Tell Alertmanager of alerts as Prometheus does; `ends` in the past: they recovered."""
    labels = {"alertname": "HostDown", "severity": "critical", "client": cast.KESTREL.name}
    body = [
        {"labels": {**labels, "instance": f"{host}:9100"}, "annotations": {"summary": "no answer"}} for host in hosts
    ]
    if ends is not None:
        for one in body:
            one["endsAt"] = ends.isoformat()  # type: ignore[assignment]
    link = http.client.HTTPConnection(where, timeout=60)
    link.request("POST", "/api/v2/alerts", json.dumps(body), {"Content-Type": "application/json"})
    assert link.getresponse().status == 200


def arrived(served: Served, count: int) -> None:
    """Wait until so many bodies were kept."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if served.practice.rows("SELECT count(*) FROM alerts_arrival") >= [[count]]:
            return
        time.sleep(0.2)
    pytest.fail("monitoring posted nothing")


def set_up(page: Page, format: str, name: str) -> tuple[str, str]:
    """Set a source up by the pages, and return the address and the token that are shown once."""
    page.goto("/alerts/")
    page.keyboard.press("s")
    page.get_by_role("link", name="New source").first.click()
    page.get_by_role("link", name=format).click()
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_label("All must be well before it is resolved for").fill("0")
    page.get_by_role("button", name="Set it up").click()
    address = page.get_by_label("Address", exact=True).input_value()
    return address, page.get_by_label("Or post to the address").input_value()


@pytest.mark.skipif(PROGRAM is None, reason="no Alertmanager found (Debian: apt install prometheus-alertmanager)")
def test_alertmanager_opens_a_ticket_and_recovery_ends_it(
    page: Page, served: Served, sign_in: SignIn, axe: Axe, look: Look, tmp_path: Path
) -> None:
    sign_in(cast.THEO.email)
    address, token = set_up(page, "Prometheus Alertmanager", "Prometheus")
    assert axe() == []
    look("alerts-source-new")
    hook = address.removesuffix(f"{token}/")
    with alertmanager(hook, token, tmp_path) as where:
        fire(where, ["srv1", "srv2", "srv3"])
        arrived(served, 1)
        work(served)
        page.goto("/alerts/")
        expect(page.get_by_role("heading", name=cast.KESTREL.name)).to_be_visible()
        assert axe() == []
        look("alerts-firing")
        page.get_by_role("link", name="HostDown srv1").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("3 alerts of Kestrel Dental: HostDown")
        expect(page.get_by_text("3 of 3 still firing")).to_be_visible()
        assert axe() == []
        look("alerts-ticket")
        fire(where, ["srv1", "srv2", "srv3"], ends=datetime.fromtimestamp(time.time() - 1, UTC))
        arrived(served, 2)
        work(served)
        page.reload()
        expect(page.get_by_text("All 3 recovered")).to_be_visible()
        expect(page.locator(".crumbs").get_by_text("resolved")).to_be_visible()


def post_all(address: str, worker: int, workers: int) -> list[int]:
    """Post every so-manieth alert of the storm, one request each, as a careless monitoring does."""
    where = urlsplit(address)
    link = http.client.HTTPConnection(where.netloc, timeout=60)
    answers = []
    for no in range(worker, STORM, workers):
        body = {"name": f"Check {no % 7}", "host": f"srv{no}", "status": "firing", "client": cast.MARLOW.name}
        link.request("POST", where.path, json.dumps(body), {"Content-Type": "application/json"})
        answer = link.getresponse()
        answer.read()
        answers.append(answer.status)
    return answers


def test_a_storm_of_a_thousand_is_absorbed_and_is_one_ticket(
    page: Page, served: Served, sign_in: SignIn, look: Look
) -> None:
    sign_in(cast.THEO.email)
    address, _ = set_up(page, "JSON", "Watchtower")
    began = time.monotonic()
    with ThreadPoolExecutor(4) as pool:
        answers = [code for codes in pool.map(lambda no: post_all(address, no, 4), range(4)) for code in codes]
    took = time.monotonic() - began
    print(f"{STORM} alerts kept in {took:.1f} s")
    assert answers == [202] * STORM
    began = time.monotonic()
    work(served)
    print(f"read in {time.monotonic() - began:.1f} s, the start of the program and the pause among them")
    page.goto("/alerts/")
    expect(page.locator(".tabs [aria-current]")).to_contain_text("1,000")
    look("alerts-storm")
    page.goto("/tickets/?who=all")
    expect(page.get_by_text("alerts of Marlow Freight")).to_have_count(1)
    assert took < 30  # 10 s is the aim; a machine that others share takes longer
