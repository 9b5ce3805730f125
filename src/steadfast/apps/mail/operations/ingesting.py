"""Ingest: mails in files go the very same way as those that a server brings. One that fails never stops the others."""

import hashlib
import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from steadfast.apps.mail.models import Incoming
from steadfast.apps.mail.operations.keeping import keep
from steadfast.apps.mail.operations.reading import read
from steadfast.apps.mail.reading.sources import mails_in

FAILED = "failed"
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Ingested:
    """What came of one mail of a file. `mail` is its number; none where it could not even be kept."""

    file: str
    outcome: str
    why: str
    ticket: str = ""
    mail: int | None = None


def ingest(path: Path, *, clock: Callable[[], datetime]) -> Iterator[Ingested]:
    """Keep and read every mail below a path, and yield what came of each; again it does nothing new."""
    for name, found in mails_in(path):
        if isinstance(found, Exception):
            yield Ingested(name, FAILED, f"{type(found).__name__}: {found}")
            continue
        try:
            key = f"file:{hashlib.sha256(found).hexdigest()}"
            raw = keep(found, box_id=None, came_by="file", key=key, now=clock())
            yield _told(name, read(raw.pk, now=clock()))
        except Exception as error:  # nobody foresaw it: the mail is kept, the others are read
            log.exception("%s could not be ingested", name)
            yield Ingested(name, FAILED, f"{type(error).__name__}: {error}")


def _told(name: str, row: Incoming) -> Ingested:
    ticket = row.ticket.subject.label if row.ticket is not None else ""
    return Ingested(name, row.outcome, row.why, ticket, row.pk)
