"""How long a second start takes until a page answers, and what memory all processes of a practice then hold.

Seconds are told of the clock on the wall and of CPU, as a busy machine stretches the first. PSS: memory shared by
several processes counts once, split among them. Read from the kernel, so on Linux only.
"""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener

PATHS = (
    "/",
    "/tickets/",
    "/tickets/?state=all",
    "/clients/",
    "/scorecard/",
    "/scorecard/?group=client",
)
ROUNDS = 5
PATIENCE, OFTEN = 60.0, 0.05
STEADFAST = (sys.executable, "-P", "-m", "steadfast.config.command")
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
FORM = re.compile(r'action="(/demo/\d+/)"')


class NoAnswer(Exception):
    """The practice did not come up in time."""


def load(folder: Path) -> float:
    """Load the demo into a folder; return the seconds that it took."""
    begin = time.perf_counter()
    subprocess.run([*STEADFAST, "demo", "--data", str(folder)], check=True, capture_output=True)
    return time.perf_counter() - begin


def of_demo(folder: Path) -> dict[str, Any]:
    """Return {start_s, start_cpu_s, pss_mb, processes} of a loaded demo, after somebody looked around."""
    port = free_port()
    begin = time.perf_counter()
    command = [*STEADFAST, "serve", "--demo", "--data", str(folder), "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as served:
        try:
            browser = sign_in(f"http://localhost:{port}")
            start, spent = time.perf_counter() - begin, sum(map(cpu, family(served.pid)))
            for path in PATHS * ROUNDS:
                browser.open(f"http://localhost:{port}{path}").read()
            held = {f"{pid} {words(pid)}": pss(pid) for pid in family(served.pid)}
        finally:
            served.send_signal(signal.SIGTERM)
            served.wait(30)
    return {
        "start_s": round(start, 1),
        "start_cpu_s": round(spent, 1),
        "pss_mb": round(sum(held.values()), 1),
        "processes": held,
    }


def sign_in(site: str) -> OpenerDirector:
    """Return a browser that is signed in as the first of the cast, as soon as the practice answers."""
    browser = build_opener(HTTPCookieProcessor())
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            page = browser.open(f"{site}/demo/").read().decode()
        except (URLError, ConnectionError):
            time.sleep(OFTEN)
            continue
        token, form = TOKEN.search(page), FORM.search(page)
        if token is None or form is None:
            raise NoAnswer("the demo shows nobody to sign in as")
        browser.open(f"{site}{form[1]}", urlencode({"csrfmiddlewaretoken": token[1]}).encode()).read()
        return browser
    raise NoAnswer(f"the demo did not answer within {PATIENCE:g} s")


def free_port() -> int:
    """Return a port on which nobody listens now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        number: int = probe.getsockname()[1]
    return number


def family(pid: int) -> list[int]:
    """Return a process and all that it started."""
    text = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    return [pid, *(found for child in text.split() for found in family(int(child)))]


def cpu(pid: int) -> float:
    """Return the seconds of CPU that a process and its ended children have used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")


def pss(pid: int) -> float:
    """Return the memory of a process in MB, with its part of what it shares."""
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    return round(int(re.findall(r"^Pss:\s+(\d+) kB", rollup, re.MULTILINE)[0]) / 1024, 1)


def words(pid: int) -> str:
    """Return what a process is: the last words of its command that name a module or a subcommand."""
    parts = Path(f"/proc/{pid}/cmdline").read_bytes().decode().split("\0")
    known = ("supervisor", "web", "work", "resource_tracker", "spawn_main")
    return next((name for name in known if any(name in part.split(".")[-1] for part in parts)), "other")
