"""Signatures as the Standard Webhooks specification writes them: v1 is HMAC-SHA256 over "id.timestamp.body"."""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Iterable

PREFIX = "whsec_"
BYTES = 32


def new_secret() -> str:
    """Return a secret of 256 random bits, as both sides keep it."""
    return PREFIX + base64.b64encode(secrets.token_bytes(BYTES)).decode()


def signature(secret: str, uid: str, timestamp: int, body: str) -> str:
    """Return one signature. `timestamp`: seconds since 1970."""
    key = base64.b64decode(secret.removeprefix(PREFIX))
    signed = hmac.new(key, f"{uid}.{timestamp}.{body}".encode(), hashlib.sha256)
    return f"v1,{base64.b64encode(signed.digest()).decode()}"


def headers(with_secrets: Iterable[str], uid: str, timestamp: int, body: str) -> dict[str, str]:
    """Return the three headers of a message; while a secret is changed both sign."""
    signed = " ".join(signature(secret, uid, timestamp, body) for secret in with_secrets)
    return {"webhook-id": uid, "webhook-timestamp": str(timestamp), "webhook-signature": signed}
