"""Free ports of loopback, and waiting until something listens there."""

import os
import socket
import subprocess
import time
from pathlib import Path

NOBODY = 65_534  # the account of a server of ours, where the tests run as root: it need not be


def free() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait(port: int, process: "subprocess.Popen[bytes]", log: Path, seconds: float = 60) -> None:
    """Wait until something listens; raise with the end of the log where nothing does."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError(f"no server on port {port}: {log.read_text()[-2000:] if log.exists() else ''}")


def account() -> tuple[int | None, str]:
    """Return the account to run a server as: its number, None where it is ours already, and its name."""
    import pwd

    if os.getuid() == 0:
        return NOBODY, pwd.getpwuid(NOBODY).pw_name
    return None, pwd.getpwuid(os.getuid()).pw_name


def give(folder: Path) -> None:
    """Let the account of a server have a folder, with what is in it."""
    number, _ = account()
    if number is not None:
        for path in (folder, *folder.rglob("*")):
            os.chown(path, number, number)
