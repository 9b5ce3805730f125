"""Tries the program with nothing but what it needs: `python -m tests.care.bare`, as `.ci/run` does after the tests.

A copy of what git knows, an environment by `requirements/install run` alone, then serve, backup, verify and restore by
its own command. It catches an import of something that only developers have.
"""

import io
import json
import os
import signal
import subprocess
import sys
import tarfile
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from tests.storm.processes import free_port

ROOT = Path(__file__).resolve().parents[2]
CLEAN = {k: v for k, v in os.environ.items() if not k.startswith(("STEADFAST_", "DJANGO_", "PYTHONPATH"))}
PATIENCE_S = 90


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="steadfast-bare-") as name:
        folder = Path(name)
        program = copied(folder / "program")
        subprocess.run([program / "requirements/install", "run"], env=CLEAN, check=True)
        try_out(program / ".venv/bin/steadfast", folder)
    print("serve, backup, verify and restore work without what developers install")
    return 0


def copied(folder: Path) -> Path:
    """Return a copy of the last commit."""
    packed = subprocess.run(["git", "-C", ROOT, "archive", "HEAD"], capture_output=True, check=True).stdout
    with tarfile.open(fileobj=io.BytesIO(packed)) as tar:
        tar.extractall(folder, filter="data")
    return folder


def try_out(program: Path, folder: Path) -> None:
    data, kept, again = folder / "practice", folder / "kept", folder / "again"
    serve(program, data)
    archive = kept / str(run(program, "backup", "--to", kept, "--data", data)["name"])
    run(program, "verify", "--data", data)
    run(program, "verify", "--backup", archive)
    restored = run(program, "restore", archive, "--data", again)
    if restored["findings"]:
        raise SystemExit(f"the restored practice does not verify: {restored['findings']}")
    serve(program, again)


def run(program: Path, *words: object) -> dict[str, object]:
    """Run a command that must end well; return its JSON."""
    line = [str(program), *map(str, words), "--json", "--verbose"]
    done = subprocess.run(line, env=CLEAN, capture_output=True, text=True, timeout=PATIENCE_S, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(line)}: {done.returncode}\n{done.stderr}")
    said: dict[str, object] = json.loads(done.stdout)
    return said


def serve(program: Path, data: Path) -> None:
    """Serve until a page and the worker answered, then stop."""
    port = free_port()
    line = [str(program), "serve", "--port", str(port), "--data", str(data)]
    served = subprocess.Popen(line, env=CLEAN, stdout=subprocess.DEVNULL)
    try:
        for path in ("/healthz", "/sign-in/", "/readyz"):  # ready: the worker was seen
            answer(f"http://127.0.0.1:{port}{path}", served)
    finally:
        served.send_signal(signal.SIGTERM)
        served.wait(30)


def answer(url: str, served: subprocess.Popen[bytes]) -> None:
    """Wait until an address answers 200."""
    deadline, said = time.monotonic() + PATIENCE_S, "nothing"
    while time.monotonic() < deadline and served.poll() is None:
        try:
            urllib.request.urlopen(url, timeout=5).close()
            return
        except urllib.error.HTTPError as error:
            said = error.read().decode()[:300]
        except OSError:
            pass
        time.sleep(0.3)
    raise SystemExit(f"{url} did not answer 200: {said}")


if __name__ == "__main__":
    sys.exit(main())
