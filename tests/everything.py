"""`./test`: every check and test in parts, one after the other, then what was skipped and one line of counts.

With paths or pytest's own arguments it runs only those: ./test tests/domain -k pause. A part that this machine cannot
run (no PostgreSQL, no Chromium) is skipped with its reason, and with --require-all a skip is a failure.
"""

import argparse
import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ET
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from tests import postgres, ready

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.prefix) / "bin"
SCREENSHOTS = "STEADFAST_SCREENSHOTS"  # a folder in which journeys leave pictures
SLOW = 0.02  # a file that took more of its part than this is named at the end
ALONE = ("architecture", "domain", "journeys")
CHECKS = {
    "ruff": ["ruff", "check", "."],
    "format": ["ruff", "format", "--check", "."],
    "mypy": ["mypy"],
    "imports": ["lint-imports", "--no-cache"],
}


@dataclass
class Tally:
    """What happened so far."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0
    reasons: list[str] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    slow: list[str] = field(default_factory=list)

    def skip(self, part: str, reason: str) -> None:
        self.skipped += 1
        self.reasons.append(f"{part}: {reason}")


def main() -> int:
    options, rest = arguments()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    os.chdir(ROOT)
    tally = Tally()
    with ready.run():
        if rest:
            with database(options.on, tally) as environment:
                suite(" ".join(rest), rest, tally, environment)
        else:
            everything(tally)
    return closing(tally, require_all=options.require_all)


def arguments() -> tuple[argparse.Namespace, list[str]]:
    parser = argparse.ArgumentParser(prog="./test", description=__doc__, allow_abbrev=False)
    parser.add_argument("--require-all", action="store_true", help="fail when anything was skipped")
    parser.add_argument("--on", choices=["sqlite", "postgresql"], default="sqlite", help="engine for a part")
    return parser.parse_known_args()


def everything(tally: Tally) -> None:
    with ThreadPoolExecutor(1) as beside:
        checks = beside.submit(checked)
        suite("architecture", ["tests/architecture"], tally, {})
        suite("domain", ["tests/domain", "-p", "no:django"], tally, {})
        for check in checks.result():
            check.tell(tally)
    for engine in ("sqlite", "postgresql"):
        with database(engine, tally) as environment:
            if environment is not None:
                suite(f"apps on {engine}", [*with_database(), *workers(3)], tally, environment)
    if chromium():
        suite("journeys", ["tests/journeys", *workers(2)], tally, {})
    else:
        tally.skip("journeys", "no Chromium found (Debian: apt install chromium, or name one: CHROMIUM=...)")


def with_database() -> list[str]:
    """Return the folders of tests that use the database: all but those that are run alone."""
    folders = sorted(p.parent for p in Path("tests").glob("*/__init__.py"))
    return [str(p) for p in folders if p.name not in ALONE]


def workers(most: int) -> list[str]:
    """Return how many processes test beside one another: what a file shares is made by one of them."""
    count = min(most, (os.cpu_count() or 1) + 1)  # one more than processors, since some tests wait for processes
    return ["-n", str(count), "--dist", "loadfile", "--no-loadscope-reorder"]


def chromium() -> str | None:
    """Return the browser of the journeys."""
    return os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


@contextlib.contextmanager
def database(engine: str, tally: Tally) -> Iterator[dict[str, str] | None]:
    """Yield the environment of an engine, or None after noting why there is none."""
    if engine == "sqlite":
        yield {}
        return
    with contextlib.ExitStack() as stack:
        try:
            url = stack.enter_context(postgres.cluster())
        except postgres.NoPostgres as error:
            tally.skip("apps on postgresql", str(error))
            url = ""
        yield {"STEADFAST_DATABASE_URL": url} if url else None


@dataclass(frozen=True)
class Check:
    """A check that has no counts: it passed or failed as one."""

    name: str
    good: bool
    said: str
    seconds: float

    def tell(self, tally: Tally) -> None:
        print(f"\n=== {self.name}\n{self.said}", end="", flush=True)
        note(self.name, "passed" if self.good else "FAILED", self.seconds, tally)
        tally.failed += not self.good


def checked() -> list[Check]:
    """Run the checks; what they say is for later, as tests run beside them."""
    found = []
    for name, words in CHECKS.items():
        began = time.monotonic()
        ended = subprocess.run(
            [BIN / words[0], *words[1:]], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
        )
        found.append(Check(name, ended.returncode == 0, ended.stdout, time.monotonic() - began))
    return found


def suite(name: str, words: list[str], tally: Tally, environment: dict[str, str] | None) -> None:
    """Run pytest and add its counts; a run that broke off counts as one failure."""
    if environment is None:
        return
    print(f"\n=== {name}", flush=True)
    began = time.monotonic()
    with tempfile.NamedTemporaryFile(suffix=".xml") as report:
        command = [sys.executable, "-m", "pytest", "-rs", f"--junitxml={report.name}", *words]
        clean = {k: v for k, v in os.environ.items() if not k.startswith("STEADFAST_") or k == SCREENSHOTS}
        status = subprocess.run(command, env=clean | environment, check=False).returncode
        passed, failed, skipped = counts(Path(report.name), name, tally)
    tally.passed, tally.skipped = tally.passed + passed, tally.skipped + skipped
    tally.failed += failed or status not in (0, 5)
    note(name, f"{passed} passed, {failed} failed, {skipped} skipped", time.monotonic() - began, tally)


def counts(report: Path, name: str, tally: Tally) -> tuple[int, int, int]:
    """Return passed, failed and skipped of one run, and note each reason for a skip."""
    if not report.stat().st_size:
        return 0, 0, 0
    cases = list(ET.parse(report).getroot().iter("testcase"))
    skips = [case for case in cases if case.find("skipped") is not None]
    failures = [case for case in cases if case.find("failure") is not None or case.find("error") is not None]
    reasons = {(found.get("message") or "") for case in skips if (found := case.find("skipped")) is not None}
    tally.reasons += [f"{name}: {reason}" for reason in sorted(reasons)]
    tally.slow += slowest(cases, name)
    return len(cases) - len(skips) - len(failures), len(failures), len(skips)


def slowest(cases: list[ET.Element], part: str) -> list[str]:
    """Return the files of a part that took more than 2 % of its time, slowest first."""
    seconds: dict[str, float] = defaultdict(float)
    for case in cases:
        seconds[case.get("classname", "")] += float(case.get("time", 0))
    ranked = sorted(seconds.items(), key=lambda item: -item[1])
    limit = max(sum(seconds.values()) * SLOW, 10)
    return [f"  {file:<60} {taken:6.1f} s  {part}" for file, taken in ranked if taken > limit]


def note(name: str, result: str, seconds: float, tally: Tally) -> None:
    tally.parts.append(f"  {name:<20} {result:<40} {seconds:6.1f} s")


def closing(tally: Tally, *, require_all: bool) -> int:
    print("\n=== all parts", *tally.parts, sep="\n")
    if tally.slow:
        print("Where the time went:", *tally.slow, sep="\n")
    if tally.reasons:
        print("Skipped:", *(f"  {reason}" for reason in tally.reasons), sep="\n")
    if require_all and tally.skipped:
        print("--require-all was given, so a skip is a failure.")
    print(f"{tally.passed} passed, {tally.failed} failed, {tally.skipped} skipped", flush=True)
    return int(bool(tally.failed or tally.passed == 0 or (require_all and tally.skipped)))


if __name__ == "__main__":
    sys.exit(main())
