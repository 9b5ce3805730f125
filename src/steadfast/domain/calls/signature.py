"""The signature that a telephone system may put on what it posts: HMAC-SHA256 of the body, in hex."""

import hashlib
import hmac


def is_good(key: str, body: bytes, given: str) -> bool:
    """Tell whether `given`, with or without "sha256=" before it, signs the body; compared in constant time."""
    made = hmac.new(key.encode(), body, hashlib.sha256).hexdigest()
    return hmac.compare_digest(made.encode(), given.strip().removeprefix("sha256=").lower().encode(errors="replace"))
