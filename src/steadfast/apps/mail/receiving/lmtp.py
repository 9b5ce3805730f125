"""The door for a mail server beside us (LMTP, RFC 2033): it hands mail over, and hears "kept" only once that is true.

250 follows the commit. What the database or the disk refuses is answered by 4xx, so that the server keeps the mail and
comes again; an address that is no box of ours by 550, a box that is paused by 450. Mail is never answered by mail here.
"""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from functools import partial
from typing import Any

from aiosmtpd.controller import Controller, UnixSocketController
from aiosmtpd.lmtp import LMTP
from aiosmtpd.smtp import Envelope, Session
from django.conf import settings
from django.db import Error, connection

from steadfast.apps.mail import operations
from steadfast.apps.mail.models import Box
from steadfast.domain.mail import reply_address
from steadfast.foundation import clock
from steadfast.foundation.files.store import NoRoom
from steadfast.foundation.identifiers import uuid7

LARGEST = 64_000_000  # bytes; Postfix's own limit is 10,240,000 unless somebody raises it
HANDS = 4  # mails that are kept at once
LATER = "451 4.3.0 The mail cannot be kept now; try again later"
log = logging.getLogger(__name__)


class Door:
    """Answers a mail server; what asks the database or the disk is done by threads of its own."""

    def __init__(self) -> None:
        self.hands = ThreadPoolExecutor(HANDS, thread_name_prefix="lmtp")

    async def handle_RCPT(  # noqa: N802 - named by aiosmtpd
        self, server: LMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Take an address that is a box of ours, with or without a reply token or another detail behind a plus."""
        answer = await self._asked(partial(judged, address))
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: LMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Keep the mail for each recipient; one answer for each, in their order."""
        sender, content = envelope.mail_from or "", envelope.content or b""
        content = content if isinstance(content, bytes) else content.encode("utf-8", "surrogateescape")
        answers = [await self._asked(partial(kept, to, sender, content)) for to in envelope.rcpt_tos]
        return "\r\n".join(answers)

    async def handle_exception(self, error: Exception) -> str:
        log.error("the door for mail stumbled: %s", error)
        return LATER

    async def _asked(self, ask: Callable[[], str]) -> str:
        return await asyncio.get_running_loop().run_in_executor(self.hands, partial(_safely, ask))


def judged(address: str) -> str:
    """Return the answer to a recipient."""
    box = box_of(address)
    if box is None:
        return "550 5.1.1 No such box here"
    return "450 4.2.1 The box is paused; try again later" if box.paused_at else "250 2.1.5 OK"


def kept(to: str, sender: str, content: bytes) -> str:
    """Keep a mail and return the answer. The envelope stands above it, as any last server writes it there."""
    box = box_of(to)
    if box is None:
        return "550 5.1.1 No such box here"
    now = clock.now()
    head = f"Return-Path: <{_plain(sender)}>\r\nDelivered-To: {_plain(to)}\r\n".encode("utf-8", "surrogateescape")
    operations.keep(head + content, box_id=box.pk, came_by="lmtp", key=f"lmtp:{uuid7(now).hex}", now=now)
    operations.note_good(box, now=now)
    return "250 2.0.0 Kept"


def box_of(address: str) -> Box | None:
    """Return the box of an address, by itself or without what stands behind a plus."""
    plain = reply_address.plain(address)
    local, _, domain = plain.rpartition("@")
    boxes = Box.objects.filter(receives="lmtp")
    found = boxes.filter(address__iexact=plain).first()
    return found or boxes.filter(address__iexact=f"{local.partition('+')[0]}@{domain}").first()


def _plain(address: str) -> str:
    return address.replace("\r", "").replace("\n", "").strip("<> ")


def _safely(ask: Callable[[], str]) -> str:
    """Ask; whatever fails is answered by "later", and the connection to the database ends with its thread's work."""
    with closing(connection):
        try:
            return ask()
        except (Error, NoRoom, OSError) as error:
            log.error("mail was sent away for now: %s", error)
            return LATER


def place() -> tuple[str, int] | str:
    """Return where to listen: a host and a port, or the path of a socket."""
    said = settings.LMTP
    if said.startswith("unix:"):
        return str(said.removeprefix("unix:"))
    host, _, port = said.rpartition(":")
    return host.strip("[]"), int(port)


def opened_door() -> Controller | UnixSocketController:
    """Begin to listen; raise OSError where that cannot be."""
    where = place()
    controller: Any
    if isinstance(where, str):
        controller = _Socket(Door(), where, data_size_limit=LARGEST)
    else:
        controller = _Port(Door(), hostname=where[0], port=where[1], data_size_limit=LARGEST)
    controller.start()
    return controller  # type: ignore[no-any-return]


class _Port(Controller):
    def factory(self) -> LMTP:
        return LMTP(self.handler, **self.SMTP_kwargs)


class _Socket(UnixSocketController):
    def factory(self) -> LMTP:
        return LMTP(self.handler, **self.SMTP_kwargs)
