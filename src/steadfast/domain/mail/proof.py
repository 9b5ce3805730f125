"""Whether a server could prove who sent a mail, as it says in Authentication-Results (RFC 8601).

Anybody may write such a field into a mail of theirs, but nobody takes out what our own server puts in: a "fail" counts
wherever it stands, and no "pass" is believed. Where the name of our server is known, what others said on the way is
passed over: a list or a forwarding changes mails, and its server says so.
"""

import re
from collections.abc import Sequence

FAILED = re.compile(r"\bdmarc\s*=\s*fail\b", re.IGNORECASE)
COMMENT = re.compile(r"\([^()]*\)")


def is_disproved(results: Sequence[str], *, trusted: str = "") -> bool:
    """Tell whether a field says that DMARC failed. `trusted`: the name of our server in them, "" where none is set."""
    ours = (value for value in results if not trusted or _named(value) in ("", trusted.lower()))
    return any(FAILED.search(value) for value in ours)


def _named(value: str) -> str:
    """Return the name of the server that says it, in small letters; "" where it names none, as Microsoft 365 does."""
    words = COMMENT.sub(" ", value.partition(";")[0]).split()
    return words[0].strip('"').lower() if words and "=" not in words[0] else ""
