"""A throw-away PostgreSQL: a cluster in a temporary folder, reached by a socket in it, gone with its user.

The server refuses to run as root; root starts it as the user that the Debian package made.
"""

import os
import pwd
import re
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

OLDEST = 15


class NoPostgres(Exception):
    """There is no server program to start; the message says what to install."""


def binaries() -> Path:
    """Return the folder of the newest PostgreSQL programs of version 15 or later."""
    found = [Path(p).resolve().parent for p in (shutil.which("initdb"),) if p]
    found += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: int(p.parent.name), reverse=True)
    for folder in found:
        if (folder / "initdb").exists() and version(folder) >= OLDEST:
            return folder
    raise NoPostgres(f"no PostgreSQL {OLDEST} or later found (Debian: apt install postgresql)")


def version(folder: Path) -> int:
    text = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=True).stdout
    return int(re.findall(r"\d+", text)[0])


def user() -> str | None:
    """Return the user to run the server as, or None for the present one."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


@contextmanager
def cluster(kept: Path | None = None) -> Iterator[str]:
    """Start a cluster, yield its address for STEADFAST_DATABASE_URL, and destroy it unless it is `kept` in a folder."""
    programs, owner = binaries(), user()
    folder = tempfile.mkdtemp(prefix="steadfast-pg-")
    home = str(kept or folder)
    if owner:
        shutil.chown(folder, owner)
    try:
        if is_new := not Path(home, "data").exists():
            initialize(programs, home, owner)
        server = start(programs, home, folder, owner)
        try:
            wait(programs, folder, home)
            if is_new:
                subprocess.run([programs / "createdb", "-h", folder, "-U", "steadfast", "steadfast"], check=True)
            yield f"postgresql://steadfast@/steadfast?host={folder}"
        finally:
            server.terminate()  # a smart stop waits for sessions, so follow it by a fast one
            server.send_signal(signal.SIGINT)
            server.wait(60)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def initialize(programs: Path, folder: str, owner: str | None) -> None:
    Path(folder).mkdir(mode=0o700, parents=True, exist_ok=True)
    if owner:
        shutil.chown(folder, owner)
    program, owned = str(programs / "initdb"), ["-U", "steadfast", "-A", "trust"]
    command = [program, "-D", f"{folder}/data", *owned, "-E", "UTF8", "--locale=C", "--no-sync"]
    made = subprocess.run(command, user=owner, cwd=folder, capture_output=True, text=True, check=False)
    if made.returncode:
        raise NoPostgres(f"initdb failed: {made.stderr.strip().splitlines()[-1]}")


def start(programs: Path, folder: str, socket: str, owner: str | None) -> subprocess.Popen[bytes]:
    settings = {"listen_addresses": "", "unix_socket_directories": socket, "fsync": "off", "full_page_writes": "off"}
    words = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
    with Path(folder, "log").open("wb") as log:
        return subprocess.Popen(
            [str(programs / "postgres"), "-D", f"{folder}/data", *words], user=owner, cwd=folder, stdout=log, stderr=log
        )


def wait(programs: Path, socket: str, folder: str) -> None:
    ask = [str(programs / "pg_isready"), "-q", "-h", socket, "-U", "steadfast", "-d", "postgres"]
    deadline = time.monotonic() + 30
    while subprocess.run(ask, check=False).returncode:
        if time.monotonic() > deadline:
            raise NoPostgres(f"the server did not start: {Path(folder, 'log').read_text()[-300:]}")
        time.sleep(0.1)
