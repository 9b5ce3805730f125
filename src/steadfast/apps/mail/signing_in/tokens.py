"""Tokens of a provider: asked for once with a person's consent, renewed by us, an access token kept in memory alone."""

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import requests

from steadfast.apps.identity import sealing
from steadfast.apps.mail.models import Box
from steadfast.apps.mail.signing_in import providers
from steadfast.apps.mail.signing_in.providers import Provider
from steadfast.domain.language import say
from steadfast.foundation import outgoing

SECONDS = 15  # for an answer
EARLY = 120  # seconds before its end at which an access token is renewed
LARGEST = 200_000  # bytes of an answer


class NoToken(OSError):
    """The provider gives no token; the message says why."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What must come back, and what only we know; kept in the session of who asked."""

    state: str
    verifier: str
    box: int


@dataclass(frozen=True, slots=True)
class _Held:
    token: str
    until: float
    sealed: str


_held: dict[int, _Held] = {}
_lock = threading.Lock()


def begin(box: Box, back: str) -> tuple[str, Asked]:
    """Return the address at which somebody lets us into the mailbox, and what to remember until they come back."""
    provider = providers.of(box.sign_in)
    asked = Asked(secrets.token_urlsafe(24), secrets.token_urlsafe(48), box.pk)
    challenge = base64.urlsafe_b64encode(hashlib.sha256(asked.verifier.encode()).digest()).decode().rstrip("=")
    query = {
        "response_type": "code",
        "client_id": provider.client_id,
        "redirect_uri": back,
        "scope": provider.scope,
        "state": asked.state,
        "code_challenge": challenge,
        "code_challenge_method": "S256",
        "login_hint": box.imap_user or box.address,
        **dict(provider.more),
    }
    return f"{provider.authorize}?{urlencode(query)}", asked


def redeem(box: Box, asked: Asked, code: str, back: str) -> str:
    """Return the refresh token for a code; raise NoToken."""
    provider = providers.of(box.sign_in)
    form = {"grant_type": "authorization_code", "code": code, "redirect_uri": back, "code_verifier": asked.verifier}
    answer = _ask(provider, form)
    if not answer.get("refresh_token"):
        raise NoToken(say("%(name)s gave no token that lasts.", name=provider.name))
    return str(answer["refresh_token"])


def bearer(box: Box, keep: Callable[[Box, str], str]) -> str:
    """Return an access token for a mailbox, renewed where it ends soon; raise NoToken.

    `keep` seals a newer refresh token and returns it as it is kept: a provider may give one with each answer.
    """
    with _lock:
        held = _held.get(box.pk)
        if held is not None and held.sealed == box.oauth_sealed and held.until > time.monotonic() + EARLY:
            return held.token
        if not box.oauth_sealed:
            raise NoToken(say("Nobody has signed in at %(name)s yet.", name=providers.NAMES[box.sign_in]))
        return _renewed(box, keep).token


def _renewed(box: Box, keep: Callable[[Box, str], str]) -> _Held:
    provider, kept = providers.of(box.sign_in), sealing.opened(box.oauth_sealed)
    answer = _ask(provider, {"grant_type": "refresh_token", "refresh_token": kept, "scope": provider.scope})
    newer = str(answer.get("refresh_token") or kept)
    sealed = keep(box, newer) if newer != kept else box.oauth_sealed
    until = time.monotonic() + float(answer.get("expires_in") or 600)
    _held[box.pk] = _Held(str(answer["access_token"]), until, sealed)
    return _held[box.pk]


def _ask(provider: Provider, form: dict[str, str]) -> dict[str, Any]:
    """Return the provider's answer; raise NoToken with its reason."""
    said = {**form, "client_id": provider.client_id, "client_secret": provider.secret}
    try:
        outgoing.require_good(provider.token, loopback=outgoing.is_here(provider.token))
        with requests.post(provider.token, data=said, timeout=SECONDS, allow_redirects=False, stream=True) as answer:
            found = json.loads(answer.raw.read(LARGEST, decode_content=True))
    except (requests.RequestException, outgoing.NotThere, ValueError, OSError) as error:
        raise NoToken(say("%(name)s does not answer: %(why)s", name=provider.name, why=str(error)[:200])) from error
    if not isinstance(found, dict) or (answer.status_code >= 400 or "access_token" not in found):
        reason = found.get("error_description") or found.get("error") if isinstance(found, dict) else ""
        raise NoToken(say("%(name)s refused: %(why)s", name=provider.name, why=str(reason)[:300]))
    return found
