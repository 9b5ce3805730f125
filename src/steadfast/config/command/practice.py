"""Opens the practice that a command works on: its folder, its secret, Django, its tables.

The folder is for the owner of the process alone (0700) and so is the secret (0600). Django is imported here and nowhere
above, because it reads the settings, which read the folder, once and for good.
"""

import os
import secrets
from pathlib import Path

from steadfast.config.command.answer import BadInput

ROOT = Path(__file__).resolve().parents[4]
NETWORK = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ceph", "glusterfs", "fuse.sshfs", "fuse.glusterfs"}


def folder() -> Path:
    """Return the folder of the practice."""
    return Path(os.environ.get("STEADFAST_DATA") or ROOT / "var").resolve()


def make(*, demo: bool | None = None, tell: bool = False) -> None:
    """Open the practice; make what is missing of folder, secret and tables. `demo` says which of the two it must be.

    `tell` prints what takes long.
    """
    place = folder()
    refuse_network(place)
    refuse_left_behind(place)
    make_folder(place)
    if demo is not None:
        claim(place, demo=demo)
    make_secret(place / "secret")
    start_django()
    refuse_lost_letters()
    from steadfast.config.command import tables
    from steadfast.foundation.care import closing, occupancy

    closing.clear(place)
    with occupancy.in_turn(place):
        tables.bring_up_to_date(tell=tell)


def open_existing() -> None:
    """Open a practice that some start has made; raise BadInput when there is none."""
    place = folder()
    if not os.environ.get("STEADFAST_DATABASE_URL") and not (place / "steadfast.sqlite3").is_file():
        raise BadInput(f"no practice in {place}; ./run makes one, --data DIR names another")
    start_django()
    from steadfast.config.command import tables

    if tables.pending():
        raise BadInput(f"the practice in {place} has tables of another version; start ./run once to bring them up")


def refuse_network(place: Path, mounts: Path = Path("/proc/self/mounts")) -> None:
    """Raise BadInput when SQLite would lie on a network file system, whose locks do not hold what SQLite needs."""
    if os.environ.get("STEADFAST_DATABASE_URL") or not mounts.exists():
        return
    rows = [line.split()[1:3] for line in mounts.read_text().splitlines()]
    above = [(point, kind) for point, kind in rows if place.is_relative_to(point.replace("\\040", " "))]
    kind = max(above, key=lambda row: len(row[0]), default=("", ""))[1]
    if kind in NETWORK:
        raise BadInput(f"{place} lies on a network file system ({kind}); SQLite needs a local disk")


def refuse_left_behind(place: Path) -> None:
    """Raise BadInput when the practice was moved from here to PostgreSQL and nothing names that."""
    from steadfast.foundation.care import closing

    if not os.environ.get("STEADFAST_DATABASE_URL") and closing.state(place) == "moved":
        raise BadInput(closing.left_behind(place))


def refuse_lost_letters() -> None:
    """Raise BadInput when the database cannot hold every letter."""
    from steadfast.foundation.care import letters
    from steadfast.foundation.care.refusal import Refused

    try:
        letters.require_all()
    except Refused as refused:
        raise BadInput(str(refused)) from None


def make_folder(place: Path) -> None:
    os.umask(0o077)  # whatever is written from here on is for its owner alone
    try:
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise BadInput(f"cannot make the folder {place}: {error.strerror}") from None
    if not os.access(place, os.W_OK | os.X_OK):
        raise BadInput(f"cannot write into the folder {place}")


def claim(place: Path, *, demo: bool) -> None:
    """Keep the demo and a practice of one's own apart: on the demo everybody signs in by one click."""
    mark, made = place / "demo", any((place / name).exists() for name in ("secret", "steadfast.sqlite3"))
    if demo and made and not mark.exists():
        raise BadInput(f"{place} holds a practice of your own; give the demo another folder with --data DIR")
    if not demo and mark.exists():
        raise BadInput(f"{place} holds the demo practice; start it with --demo, or your own with --data DIR")
    os.environ["STEADFAST_DEMO"] = str(int(demo))  # whatever was left there by somebody
    if demo:
        mark.touch()


def occupy() -> None:
    """Say that a process of the practice works on its folder; raise BadInput while it is restored or moved."""
    from steadfast.foundation.care import occupancy
    from steadfast.foundation.care.refusal import Refused

    try:
        occupancy.hold(folder())
    except Refused as refused:
        raise BadInput(str(refused)) from None


def make_secret(file: Path) -> None:
    """Write the signing key once; of two starts at the same moment the first one's stays."""
    if os.environ.get("STEADFAST_SECRET") or file.exists():
        return
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(handle, "w") as out:
        out.write(secrets.token_urlsafe(50) + "\n")


def start_django() -> None:
    """Set Django up; raise BadInput when the database does not answer."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "steadfast.config.settings"
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # numpy would take memory for threads that we never use
    import django
    from django.db import DatabaseError, connection

    django.setup()
    try:
        connection.ensure_connection()
    except DatabaseError as error:
        raise BadInput(f"cannot open the database: {str(error).strip().splitlines()[0]}") from None
