"""Connections that take mail from us: a box's own server, or the one of the settings (Django's MAILERS).

Whatever keeps a mail from leaving is one of two: Refused for good, or Trouble that may pass. Both say why in words.
"""

import smtplib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.core.mail import InvalidMailer, mailers
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.smtp import EmailBackend

from steadfast.apps.identity import sealing
from steadfast.apps.mail.models import Box
from steadfast.apps.mail.sending import hosts
from steadfast.domain.language import say
from steadfast.foundation.outgoing import NotThere

TIMEOUT = 20  # seconds for each answer of a server
CONSOLE = "django.core.mail.backends.console.EmailBackend"


class Trouble(Exception):
    """The mail has not left, and may later."""


class RefusedForGood(Exception):
    """The mail will not leave however often it is tried."""


class Bearer(EmailBackend):
    """Signs in by a token of a provider (SASL XOAUTH2) where one is given, else by the password.

    `borrowed`: the password of the mailbox, for a server that asks for one though none of its own was set up.
    """

    def __init__(self, *, bearer: str = "", user: str = "", borrowed: str = "", **options: Any) -> None:
        super().__init__(**options)
        self.bearer, self.user, self.borrowed = bearer, user, borrowed

    def open(self) -> bool | None:
        """Connect and sign in; return whether that was needed."""
        fresh = super().open()
        if fresh and (self.bearer or self.borrowed):
            self._signed_in()
        return fresh

    def _signed_in(self) -> None:
        assert self.connection is not None
        self.connection.ehlo_or_helo_if_needed()
        if self.bearer:
            self.connection.auth("XOAUTH2", self._token, initial_response_ok=True)
        elif self.connection.has_extn("auth"):
            self.connection.login(self.user, self.borrowed)

    def _token(self, challenge: bytes | None = None) -> str:
        """Answer the server; a challenge after the token tells of an error, which an empty answer lets it say."""
        return "" if challenge else xoauth2(self.user, self.bearer)


def xoauth2(user: str, token: str) -> str:
    """Return what SASL XOAUTH2 sends, before base64."""
    return f"user={user}\x01auth=Bearer {token}\x01\x01"


def has_default() -> bool:
    """Tell whether the settings name a server for mail."""
    return bool(settings.MAILERS["default"]["BACKEND"] != CONSOLE)


def can_send(box: Box | None) -> bool:
    """Tell whether there is a way for mail of this box, or without one."""
    if box is None or box.sends == "practice":
        return has_default()
    return box.sends == "smtp"


def connection(box: Box | None, *, bearer: str = "") -> BaseEmailBackend:
    """Return the connection of a box, not yet open; raise Trouble where it has none."""
    if not can_send(box):
        raise Trouble(say("No server for mail is set up."))
    if box is None or box.sends == "practice":
        return mailers.default
    hosts.require_good(box.smtp_host, box.smtp_port)
    own = box.smtp_sealed if box.sign_in == "password" and box.smtp_user else ""
    lent = box.imap_sealed if box.sign_in == "password" and not box.smtp_user else ""
    return Bearer(
        alias=f"box {box.pk}",
        host=box.smtp_host,
        port=box.smtp_port,
        username=box.smtp_user if own else "",
        password=sealing.opened(own) if own else "",
        use_tls=box.smtp_security == "starttls",
        use_ssl=box.smtp_security == "tls",
        timeout=TIMEOUT,
        bearer=bearer,
        user=box.imap_user or box.address,
        borrowed=sealing.opened(lent) if lent else "",
    )


@contextmanager
def told() -> Iterator[None]:
    """Turn whatever a server or the network may answer into Trouble or RefusedForGood, in words."""
    try:
        yield
    except smtplib.SMTPRecipientsRefused as error:
        codes = [code for code, _ in error.recipients.values()]
        why = "; ".join(f"{who}: {_answer(code, text)}" for who, (code, text) in error.recipients.items())
        raise (RefusedForGood if all(code >= 500 for code in codes) else Trouble)(why) from error
    except smtplib.SMTPAuthenticationError as error:
        answer = _answer(error.smtp_code, error.smtp_error)
        raise Trouble(say("The server refused the sign-in: %(answer)s", answer=answer)) from error
    except smtplib.SMTPResponseException as error:
        why = _answer(error.smtp_code, error.smtp_error)
        raise (RefusedForGood if error.smtp_code >= 500 else Trouble)(why) from error
    except (smtplib.SMTPException, OSError, InvalidMailer, NotThere, sealing.CannotOpen) as error:
        raise Trouble(hosts.why(error)) from error
    except ValueError as error:  # an address or a header that no mail can have
        raise RefusedForGood(str(error)) from error


def _answer(code: int, text: bytes | str) -> str:
    words = text.decode(errors="replace") if isinstance(text, bytes) else text
    return f"{code} {' '.join(words.split())}"[:500]
