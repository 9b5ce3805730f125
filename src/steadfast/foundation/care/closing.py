"""A practice on SQLite that is being moved, or was moved, takes no writes: a file in its folder says so and why.

What makes it safe is the database's own write lock, held by the move; the file gives the reason, and keeps the old
database as it was afterwards, so that nobody works on in the one that was left behind.
"""

import json
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _

NAME = "moved"


def close(folder: Path, *, state: str, to: str, now: datetime) -> None:
    """Say that the practice is "moving" or "moved" to the database of that name."""
    (folder / NAME).write_text(json.dumps({"state": state, "to": to, "at": now.isoformat()}))


def reopen(folder: Path) -> None:
    (folder / NAME).unlink(missing_ok=True)


def state(folder: Path) -> str:
    """Return "moving", "moved" or ""."""
    try:
        return str(json.loads((folder / NAME).read_text())["state"])
    except FileNotFoundError:
        return ""
    except (ValueError, KeyError):
        return "moving"


def reason() -> str:
    """Return why this practice takes no writes, in words, "" when it does."""
    if connection.vendor != "sqlite":
        return ""
    return {
        "moving": _("The practice is being moved to another database. Reading goes on."),
        "moved": _("The practice was moved to another database. This is the one that was left behind."),
    }.get(state(Path(settings.DATA)), "")
