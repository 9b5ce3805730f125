"""Reach a server of mail and sign in, so that what fails is named by its step.

The steps: `name` of the server, `port`, `tls`, `sign-in`, `folder`. Trouble says at which one it went wrong, and how.
"""

import imaplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from imap_tools.errors import ImapToolsError
from imap_tools.mailbox import BaseMailBox, MailBox, MailBoxStartTls, MailBoxUnencrypted

from steadfast.apps.identity import sealing
from steadfast.apps.mail.models import Box
from steadfast.apps.mail.sending import hosts
from steadfast.domain.language import known, say
from steadfast.foundation.outgoing import NotThere

STEPS = (known("name"), known("port"), known("tls"), known("sign-in"), known("folder"))
TIMEOUT = 20.0  # seconds for each answer of a server


class Trouble(Exception):
    """The mailbox cannot be read now. `step`: which of STEPS it was."""

    def __init__(self, step: str, why: str) -> None:
        super().__init__(why)
        self.step = step


def connected(box: Box) -> BaseMailBox:
    """Return a server that answers; nobody has signed in yet."""
    at = (box.imap_host, box.imap_port)
    if box.imap_security == "plain":
        return MailBoxUnencrypted(*at, timeout=TIMEOUT)
    kind = MailBox if box.imap_security == "tls" else MailBoxStartTls
    return kind(*at, timeout=TIMEOUT, ssl_context=ssl.create_default_context())


def sign_in(server: BaseMailBox, box: Box, bearer: Callable[[], str]) -> None:
    """Sign in by the password of the box, or by the token that `bearer` gives."""
    user = box.imap_user or box.address
    if box.sign_in != "password":
        server.xoauth2(user, bearer(), initial_folder=None)
        return
    password = sealing.opened(box.imap_sealed) if box.imap_sealed else ""
    if user.isascii() and password.isascii():
        server.login(user, password, initial_folder=None)
    else:
        server.login_utf8(user, password, initial_folder=None)


@contextmanager
def step(name: str) -> Iterator[None]:
    """Turn whatever goes wrong in a step into Trouble."""
    try:
        yield
    except Trouble:
        raise
    except ssl.SSLError as error:
        raise Trouble("tls", hosts.why(error)) from error
    except sealing.CannotOpen as error:
        words = say("The password was sealed with another secret of the practice; type it again.")
        raise Trouble(name, words) from error
    except (ImapToolsError, imaplib.IMAP4.error) as error:
        raise Trouble(name, say("The server said: %(answer)s", answer=_answer(error))) from error
    except (OSError, NotThere, ValueError) as error:
        raise Trouble("name" if isinstance(error, NotThere) else name, hosts.why(error)) from error


def _answer(error: Exception) -> str:
    """Return what the server said, without how Python shows bytes."""
    result = getattr(error, "command_result", None)
    said = result[1] if result else list(error.args)
    parts = [part.decode(errors="replace") if isinstance(part, bytes) else str(part) for part in said if part]
    return " ".join(" ".join(parts).split())[:300] or type(error).__name__
