"""A mailbox on its server: reached step by step, read without marking, never emptied."""

import imaplib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from imap_tools.errors import ImapToolsError
from imap_tools.mailbox import BaseMailBox
from imap_tools.utils import encode_folder

from steadfast.apps.mail.models import Box
from steadfast.apps.mail.receiving.connecting import connected, sign_in, step
from steadfast.apps.mail.sending import hosts

PIECE = 4_000_000  # bytes of a mail that are asked for at once
IN_MEMORY = 8_000_000


@dataclass(frozen=True, slots=True)
class Piece:
    """A mail of a mailbox: its number there, when it came, its size in bytes."""

    uid: int
    came_at: datetime | None
    size: int


@contextmanager
def opened(box: Box, *, bearer: Callable[[], str], reached: Callable[[str], None] = lambda _: None) -> Iterator["Open"]:
    """Connect, sign in and open the folder; `reached` hears of each step that went well. Raise Trouble."""
    with step("name"):
        hosts.require_good(box.imap_host, box.imap_port)
    reached("name")
    with step("port"):
        server = connected(box)
    reached("port")
    if box.imap_security != "plain":
        reached("tls")
    try:
        with step("sign-in"):
            sign_in(server, box, bearer)
        reached("sign-in")
        with step("folder"):
            server.folder.set(box.folder)
            mailbox = Open(server, box, _number(server, "UIDVALIDITY"))
        reached("folder")
        yield mailbox
    finally:
        with suppress(OSError, imaplib.IMAP4.error, ImapToolsError):
            server.logout()


class Open:
    """A folder that is open. `validity`: while it stays, a number of a mail means the same mail."""

    def __init__(self, server: BaseMailBox, box: Box, validity: int) -> None:
        self.server, self.box, self.validity = server, box, validity
        can = _capabilities(server)
        self.idles = "IDLE" in can  # whether the server tells of new mail by itself
        self.moves = box.afterwards == "move" and bool(box.moves_to) and "MOVE" in can

    def uids(self, criteria: str) -> list[int]:
        """Return the numbers of the mails that a search finds, in order."""
        with step("folder"):
            return sorted(map(int, self.server.uids(criteria)))

    def next_uid(self) -> int:
        """Return the number that the next mail will have."""
        with step("folder"):
            return int(self.server.folder.status(self.box.folder, ["UIDNEXT"])["UIDNEXT"])

    def of(self, uid: int) -> Piece | None:
        """Return what the server says of a mail, None where it is gone."""
        with step("folder"):
            answer = self._fetch(uid, "(INTERNALDATE RFC822.SIZE)")
        head = next((_bytes(part) for part in answer if part), b"")
        if b"RFC822.SIZE" not in head:
            return None
        at = imaplib.Internaldate2tuple(head)
        came = datetime(*at[:6]).astimezone(UTC) if at else None
        return Piece(uid, came, int(head.split(b"RFC822.SIZE ")[1].split()[0].rstrip(b")")))

    @contextmanager
    def content(self, piece: Piece) -> Iterator[IO[bytes]]:
        """Yield the mail, as it lies there: fetched in parts, not marked as seen."""
        with SpooledTemporaryFile(max_size=IN_MEMORY) as file:
            with step("folder"):
                at = 0
                while at < piece.size and (part := self._part(piece.uid, at)):
                    file.write(part)
                    at += len(part)
            file.seek(0)
            yield file

    def mark(self, uid: int) -> None:
        """Say on the server that the mail is kept: seen, and moved where the box wants that. Nothing is deleted."""
        with step("folder"):
            self.server.client.uid("STORE", str(uid), "+FLAGS", "(\\Seen)")
            if self.moves:
                self._move(uid)

    def wait(self, seconds: float) -> bool:
        """Wait for news from the server; tell whether there were some."""
        with step("folder"), self.server.idle as idle:
            return bool(idle.poll(timeout=seconds))

    def still_there(self) -> None:
        """Ask the server whether it is; raise Trouble."""
        with step("folder"):
            self.server.client.noop()

    def _move(self, uid: int) -> None:
        folder = encode_folder(self.box.moves_to)
        kind, _ = self.server.client.uid("MOVE", str(uid), folder)  # type: ignore[arg-type]
        if kind != "OK":  # most likely it is not there yet
            self.server.client.xatom("CREATE", folder)  # type: ignore[arg-type]
            self.server.client.uid("MOVE", str(uid), folder)  # type: ignore[arg-type]

    def _part(self, uid: int, at: int) -> bytes:
        answer = self._fetch(uid, f"(BODY.PEEK[]<{at}.{PIECE}>)")
        return next((part[1] for part in answer if isinstance(part, tuple)), b"")

    def _fetch(self, uid: int, what: str) -> list[Any]:
        kind, answer = self.server.client.uid("FETCH", str(uid), what)
        if kind != "OK":
            raise imaplib.IMAP4.error(str(answer))
        return list(answer)


def _number(server: BaseMailBox, name: str) -> int:
    """Return a number that the server told when it opened the folder."""
    _, found = server.client.response(name)
    return int(found[0]) if found and found[0] else 0


def _capabilities(server: BaseMailBox) -> set[str]:
    """Return what the server can do for who signed in; before that it says less."""
    _, found = server.client.capability()
    return {word.upper() for part in found for word in part.decode().split()}


def _bytes(part: Any) -> bytes:
    return bytes(part[0]) if isinstance(part, tuple) else bytes(part)
