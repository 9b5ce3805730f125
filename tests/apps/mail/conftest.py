"""The desk of the cast with a box, and a real Dovecot."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from steadfast.apps.identity import sealing
from steadfast.apps.mail.models import Box
from tests import factories
from tests.apps.desk.desk import Desk
from tests.servers import dovecot as program
from tests.servers.dovecot import PASSWORD, Dovecot


@pytest.fixture
def desk(db: None) -> Desk:
    return Desk()


@pytest.fixture
def box(desk: Desk) -> Box:
    """A box whose mail leaves by the server of the settings, which the tests keep in memory."""
    return Box.objects.create(
        name="Help",
        address="help@harbor.example",
        receives="lmtp",
        sends="practice",
        signature="{{author}}\n{{practice}}",
        greeting="Hello {{first name}},",
        since=factories.LONG_AGO,
    )


@pytest.fixture
def folder_of_a_server() -> Iterator[Path]:
    """A folder that another account can reach, which those of pytest are not."""
    with TemporaryDirectory(prefix="dovecot-") as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@pytest.fixture(scope="session")
def dovecot() -> Iterator[Dovecot]:
    if program.PROGRAM is None:
        pytest.skip("no Dovecot found (Debian: apt install dovecot-imapd dovecot-lmtpd)")
    with TemporaryDirectory(prefix="dovecot-") as folder:
        Path(folder).chmod(0o755)
        with program.dovecot(Path(folder)) as server:
            yield server


def mailbox(server: Dovecot, user: str, **more: object) -> Box:
    """Return a box that is read from a mailbox of a Dovecot."""
    return Box.objects.create(
        name=user.capitalize(),
        address=f"{user}@harbor.example",
        receives="imap",
        imap_host="127.0.0.1",
        imap_port=server.imap,
        imap_security="plain",
        imap_user=user,
        imap_sealed=sealing.seal(PASSWORD),
        sends="none",
        since=factories.LONG_AGO,
        **more,
    )


def mail(subject: str, text: str = "Every call ends after a minute.") -> bytes:
    """Return a mail of Lena."""
    name = subject.replace(" ", ".").lower()
    head = f"From: Lena Brandt <lena@oldmill.example>\r\nTo: help@harbor.example\r\nSubject: {subject}\r\n"
    return f"{head}Message-ID: <{name}@oldmill.example>\r\n\r\n{text}\r\n".encode()
