"""Who looked at what, kept in memory for a second and then written at once, so that no page waits for it.

A row stands for a person, a thing and an hour: a look that was noted costs a look into a set. A process that is killed
loses what nobody wrote yet, at most AUDIT_EVERY seconds of looks; one that is stopped writes it on its way out.
"""

import atexit
import logging
import threading
import time
from datetime import datetime

from django.conf import settings
from django.db import DatabaseError, connection

from steadfast.apps.identity import operations
from steadfast.apps.identity.operations.auditing import Look

log = logging.getLogger(__name__)
MOST = 100_000  # looks of one hour that are remembered as noted; beyond, the database alone tells them apart
Key = tuple[int, str, int]

_lock = threading.Lock()
_noted: set[Key] = set()
_waiting: list[Look] = []
_hour = 0
_thread: threading.Thread | None = None


def note(person_id: int, kind: str, number: int, *, now: datetime) -> None:
    """Note that somebody looks at a thing now."""
    global _hour
    key, hour = (person_id, kind, number), int(now.timestamp()) // 3600
    with _lock:
        if hour != _hour or len(_noted) > MOST:
            _hour = hour
            _noted.clear()
        if key in _noted:
            return
        _noted.add(key)
        _waiting.append(Look(*key, hour, now))
    if _thread is None and settings.AUDIT_EVERY:
        _start()


def flush() -> int:
    """Write what was noted; return how many looks. What cannot be written now is kept for the next time."""
    with _lock:
        looks = list(_waiting)
        _waiting.clear()
    try:
        if looks:
            operations.note_looks(looks)
    except DatabaseError:
        log.warning("%d looks could not be written to the audit book yet", len(looks), exc_info=True)
        with _lock:
            _waiting[:0] = looks[:MOST]
        return 0
    return len(looks)


def forget() -> None:
    """Forget everything that was noted; for tests, whose rows are thrown away."""
    with _lock:
        _noted.clear()
        _waiting.clear()


def _start() -> None:
    global _thread
    with _lock:
        if _thread is not None:
            return
        _thread = threading.Thread(target=_run, name="audit", daemon=True)
    _thread.start()
    atexit.register(flush)


def _run() -> None:
    while True:
        time.sleep(settings.AUDIT_EVERY)
        flush()
        if connection.connection is not None and not connection.is_usable():
            connection.close()
