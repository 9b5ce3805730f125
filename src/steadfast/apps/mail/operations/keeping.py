"""Keep a mail: its bytes into the store of files, its row committed, before anything reads it.

Whoever hands it over (IMAP, LMTP, a file) may say "kept" to its server once this returned. NoRoom and a database that
refuses come out as they are: then nothing was kept, and the server keeps it.
"""

from collections.abc import Callable, Iterable
from contextlib import closing
from datetime import datetime
from io import BytesIO
from typing import IO

from django.db import IntegrityError, transaction

from steadfast.apps.mail.models import Raw
from steadfast.apps.mail.queries import before
from steadfast.foundation.files import store
from steadfast.foundation.files.store import Arrived, Arriving, NoRoom

MEDIA_TYPE = "message/rfc822"
_wake: list[Callable[[int], None]] = []


def when_kept(call: Callable[[int], None]) -> None:
    """Register what is called with the key of each new mail, in the transaction that writes it: it enqueues a job."""
    _wake[:] = [call]


def keep(
    source: bytes | IO[bytes],
    *,
    box_id: int | None,
    came_by: str,
    key: str,
    now: datetime,
    came_at: datetime | None = None,
) -> Raw:
    """Keep a mail and return its row; one that this box has already, by `key` or by content, is returned as it is.

    `came_at`: when it reached our box, where its server says so; never later than `now`. From then on promises count.
    """
    known = before.kept(box_id, key=key[:500])
    if known is not None:
        return known
    arriving = _arriving()
    with closing(_Dropped(arriving)):
        arrived = _written(arriving, _pieces(source))
        row = Raw(box_id=box_id, came_by=came_by, key=key[:500], digest=arrived.digest, size=arrived.size)
        row.came_at = min(came_at or now, now)
        return _recorded(row, arrived)


def _recorded(row: Raw, arrived: Arrived) -> Raw:
    """Write the row and give the file its name; who kept the same at the same moment came first."""
    try:
        with transaction.atomic():
            known = before.kept(row.box_id, digest=row.digest)
            if known is not None:
                return known
            store.keep(arrived)
            row.save(force_insert=True)
            for call in _wake:
                call(row.pk)
    except IntegrityError:
        same = before.kept(row.box_id, key=row.key) or before.kept(row.box_id, digest=row.digest)
        if same is None:
            raise
        return same
    return row


def _arriving() -> Arriving:
    try:
        return Arriving(store.new_file())
    except OSError as error:
        raise NoRoom(store.why(error)) from error


def _written(arriving: Arriving, pieces: Iterable[bytes]) -> Arrived:
    try:
        for piece in pieces:
            arriving.write(piece)
        return arriving.done("mail.eml", MEDIA_TYPE)
    except OSError as error:
        raise NoRoom(store.why(error)) from error


def _pieces(source: bytes | IO[bytes]) -> Iterable[bytes]:
    return store.pieces(BytesIO(source) if isinstance(source, bytes) else source)


class _Dropped:
    """Removes what is left beside the store, unless it was kept."""

    def __init__(self, arriving: Arriving) -> None:
        self.arriving = arriving

    def close(self) -> None:
        store.drop(self.arriving.file)
