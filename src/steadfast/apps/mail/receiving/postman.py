"""The postman: one thread for each box that is read by IMAP, and the door for a mail server beside us (LMTP).

He lives in the worker's process. A box is read, then its server tells of new mail (IDLE) or is asked each minute; what
fails is noted, told to the owner, and tried again later each time. While he waits he holds no connection to the
database. Two postmen (two hosts) do no harm: what both keep is kept once.
"""

import logging
import random
import threading
import time
from dataclasses import dataclass, field

from aiosmtpd.controller import Controller, UnixSocketController
from django.conf import settings
from django.db import Error, connection

from steadfast.apps.mail import operations
from steadfast.apps.mail.models import Box
from steadfast.apps.mail.receiving import lmtp, reading
from steadfast.apps.mail.receiving.connecting import Trouble
from steadfast.apps.mail.receiving.mailbox import Open, opened
from steadfast.domain.language import say
from steadfast.foundation import clock
from steadfast.foundation.files.store import NoRoom

LOOK = 5.0  # seconds between two looks at which boxes there are
ASK = 60.0  # seconds between two looks into a mailbox whose server does not tell
IDLE = 240.0  # seconds after which IDLE begins anew: servers and routers forget silent lines
SLICE = 1.0  # seconds: how soon a thread hears that it shall stop
FIRST, LONGEST = 5.0, 300.0  # seconds before the next try
READ_AGAIN = (
    "imap_host", "imap_port", "imap_security", "imap_user", "imap_sealed", "folder", "afterwards", "moves_to",
    "sign_in", "address",
)  # fmt: skip
log = logging.getLogger(__name__)


def run(stop: threading.Event, *, look: float = LOOK) -> None:
    """Keep a reader for each box until `stop` is set. Blocks."""
    readers: dict[int, Reader] = {}
    door = Doorkeeper()
    while not stop.is_set():
        try:
            _follow(readers)
            door.follow()
        except Error:
            log.exception("the database failed the postman; trying again")
        connection.close()
        stop.wait(look)
    door.close()
    for reader in readers.values():
        reader.stop.set()
    for reader in readers.values():
        reader.thread.join(5)


def _follow(readers: dict[int, "Reader"]) -> None:
    """Begin to read boxes that are new, end with those that are gone, paused or set up otherwise."""
    boxes = {box.pk: box for box in Box.objects.filter(receives="imap", paused_at=None)}
    for key, reader in list(readers.items()):
        if key not in boxes or _how(boxes[key]) != reader.how:
            reader.stop.set()
            del readers[key]
    for key, box in boxes.items():
        if key not in readers:
            readers[key] = Reader(box)
            readers[key].thread.start()


def _how(box: Box) -> tuple[object, ...]:
    return tuple(getattr(box, name) for name in READ_AGAIN)


@dataclass
class Reader:
    """Reads one box until told to stop."""

    box: Box
    stop: threading.Event = field(default_factory=threading.Event)
    failures: int = 0

    def __post_init__(self) -> None:
        self.how = _how(self.box)
        self.thread = threading.Thread(target=self.loop, name=f"mail of box {self.box.pk}", daemon=True)

    def loop(self) -> None:
        while not self.stop.is_set():
            try:
                self.stay()
            except Exception as error:
                self.fell(error)
        connection.close()

    def stay(self) -> None:
        """Read the mailbox, and again whenever there is news, until the line breaks."""
        with opened(self.box, bearer=lambda: operations.bearer(self.box)) as mailbox:
            while not self.stop.is_set():
                reading.read(mailbox, clock=clock.now, stop=self.stop.is_set)
                operations.note_good(self.box, now=clock.now())
                self.failures = 0
                connection.close()
                self.wait(mailbox)

    def wait(self, mailbox: Open) -> None:
        """Wait for news, in slices, so that a stop is heard soon."""
        waited, most = 0.0, IDLE if mailbox.idles else ASK
        while waited < most and not self.stop.is_set():
            if not mailbox.idles:
                self.stop.wait(SLICE)
            elif mailbox.wait(SLICE * 10):
                return
            waited += SLICE * 10 if mailbox.idles else SLICE
        if not self.stop.is_set():
            mailbox.still_there()

    def fell(self, error: Exception) -> None:
        """Note what went wrong and wait before the next try."""
        self.failures += 1
        pause = min(LONGEST, FIRST * 2 ** min(self.failures - 1, 10)) * random.uniform(0.75, 1.25)
        if isinstance(error, (Error, OSError)) and not isinstance(error, Trouble):
            log.error("box %s: %s", self.box.pk, error)
        elif not isinstance(error, Trouble | NoRoom):
            log.exception("box %s stumbled", self.box.pk)
        try:
            operations.note_trouble(self.box, told(error), now=clock.now())
        except Error:
            log.error("box %s: its trouble could not be noted", self.box.pk)
        self.rest(pause)

    def rest(self, seconds: float) -> None:
        """Wait before the next try; less long where somebody changed something meanwhile, which clears the trouble."""
        until = time.monotonic() + seconds
        while not self.stop.wait(min(LOOK, max(0.0, until - time.monotonic()))) and time.monotonic() < until:
            try:
                if Box.objects.filter(pk=self.box.pk, trouble="").exists():
                    return
            except Error:
                pass
            finally:
                connection.close()


class Doorkeeper:
    """Listens for a mail server beside us while a box receives so."""

    def __init__(self) -> None:
        self.door: Controller | UnixSocketController | None = None

    def follow(self) -> None:
        """Open the door when a box needs it, close it when none does; say at each such box when it cannot open."""
        boxes = list(Box.objects.filter(receives="lmtp"))
        if not boxes:
            self.close()
        elif self.door is None:
            try:
                self.door = lmtp.opened_door()
            except (OSError, TimeoutError) as error:
                for box in boxes:
                    why = say("Nothing can listen on %(place)s: %(why)s", place=settings.LMTP, why=error)
                    operations.note_trouble(box, why, now=clock.now())
            else:
                for box in boxes:
                    operations.note_good(box, now=clock.now())

    def close(self) -> None:
        if self.door is not None:
            self.door.stop()
            self.door = None


def told(error: Exception) -> str:
    """Return what went wrong, for the owner."""
    if isinstance(error, Trouble):
        return f"{error.step}: {error}"
    if isinstance(error, NoRoom):
        return say("There is no room to keep mail: %(why)s", why=error)
    return f"{type(error).__name__}: {error}"[:300]
