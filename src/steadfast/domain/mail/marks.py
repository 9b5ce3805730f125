"""The mark that our own mail carries. A mail that comes in with it was sent by this very desk and went round.

    X-Steadfast-Desk: 5q3k…        on everything that leaves
The mark is of this practice: the mail of another practice's Steadfast is anybody's mail.
"""

import base64
import hashlib
import hmac

FIELD = "X-Steadfast-Desk"


def mark(secret: str) -> str:
    """Return the value of FIELD for all that this practice sends."""
    made = hmac.digest(secret.encode(), b"steadfast mark of our own mail", hashlib.sha256)
    return base64.b32encode(made).decode().lower()[:26]


def is_ours(value: str, secret: str) -> bool:
    """Tell whether a value of FIELD is our mark."""
    return hmac.compare_digest(value.strip().lower().encode(), mark(secret).encode())
