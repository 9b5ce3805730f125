"""Send one message to one webhook: signed, briefly, without following anybody elsewhere."""

from dataclasses import dataclass
from datetime import datetime

import requests
from django.conf import settings

from steadfast.apps.api import signing
from steadfast.apps.api.models import HookDelivery
from steadfast.apps.api.operations import hooks
from steadfast.apps.identity.sealing import CannotOpen
from steadfast.domain.language import known
from steadfast.foundation import outgoing

TIMEOUT = (5, 15)  # seconds to connect, and to answer
PIECE = 2_000  # bytes of the answer that are read
TROUBLES = (  # the narrower first
    (requests.exceptions.SSLError, known("its certificate is not trusted")),
    (requests.exceptions.Timeout, known("it did not answer in time")),
    (requests.exceptions.ConnectionError, known("nobody answers there")),
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """`status` None: nobody answered. `pause`: seconds that they asked us to wait."""

    status: int | None
    answer: str
    pause: float = 0

    @property
    def is_taken(self) -> bool:
        """Whether they have it."""
        return self.status is not None and 200 <= self.status < 300


def is_loopback_allowed() -> bool:
    """Tell whether this machine may be told; tests alone set that."""
    return bool(getattr(settings, "HOOKS_LOOPBACK", False))


def send(delivery: HookDelivery, *, now: datetime) -> Outcome:
    """Send it and return what became of it; raises nothing that the other side can cause."""
    hook, body = delivery.hook, delivery.body
    try:
        outgoing.require_good(hook.url, loopback=is_loopback_allowed())
        signed = signing.headers(hooks.secrets_of(hook, now), delivery.uid, int(now.timestamp()), body)
        sent = {**signed, "Content-Type": "application/json", "User-Agent": "Steadfast-Webhooks/1"}
        with requests.post(
            hook.url, data=body.encode(), headers=sent, timeout=TIMEOUT, allow_redirects=False, stream=True
        ) as answer:
            piece = next(answer.iter_content(PIECE), b"")
            text = piece.decode("utf-8", "replace")
            return Outcome(answer.status_code, text, _pause(answer.headers.get("Retry-After", "")))
    except (outgoing.NotThere, CannotOpen, requests.RequestException, OSError) as error:
        return Outcome(None, _why(error))


def _why(error: Exception) -> str:
    """Return why nobody has it, in words of which most are known."""
    return next((words for kind, words in TROUBLES if isinstance(error, kind)), str(error) or type(error).__name__)


def _pause(said: str) -> float:
    return float(said) if said.isascii() and said.isdecimal() and len(said) < 8 else 0
