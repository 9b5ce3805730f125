"""Header fields as text: unfolded, decoded, and never an exception. They are read as they were sent.

Python's `policy.default` parses each by the grammar and stops at some that are broken; here a broken one is a text.
"""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from email.header import decode_header
from email.message import Message
from email.utils import getaddresses, parsedate_to_datetime

from steadfast.apps.mail.reading.charsets import clean, text_of

FOLDED = re.compile(r"\r?\n[ \t]*|\r[ \t]*")
ADDRESS = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9.-]{1,190}|[^\s<>@,;:\"]{1,64}@[^\s<>@,;:\"]{1,190}"
)
LONGEST = 100_000  # characters of one field
MOST_FIELDS = 1_000
AS_SENT = {"authentication-results"}  # what servers write for programs: a sender has a hand in parts of it


def fields_of(message: Message) -> Iterable[tuple[str, str]]:
    """Yield the fields of a message as (name, decoded text); no words are decoded in what programs read."""
    for name, value in list(message.raw_items())[:MOST_FIELDS]:
        yield name, raw(value) if name.lower() in AS_SENT else decoded(raw(value))


def raw(value: object) -> str:
    """Return the value of a field as it was sent, in one line; bytes that are no ASCII are read as text."""
    sent = str(value)[:LONGEST].encode("utf-8", "surrogateescape")
    return FOLDED.sub(" ", text_of(sent, "utf-8")).strip()


def decoded(value: str) -> str:
    """Return a field with its encoded words (RFC 2047) read."""
    if "=?" not in value:
        return value
    try:
        found = decode_header(value)
    except Exception:  # a broken encoded word: whatever the library raises, the text stays as it was sent
        return value
    pieces = [text_of(part, charset or "") if isinstance(part, bytes) else part for part, charset in found]
    return clean("".join(pieces)).replace("\n", " ")


def addresses(values: Iterable[str]) -> list[tuple[str, str]]:
    """Return (name, address in small letters) of fields as they were sent; what is no address is left out."""
    found: list[tuple[str, str]] = []
    for value in values:
        try:
            pairs = getaddresses([value], strict=False)
        except Exception:  # a broken field
            pairs = []
        good = [(decoded(name).strip(), plain(address)) for name, address in pairs if plain(address)]
        found += good or [("", plain(each)) for each in ADDRESS.findall(decoded(value))]
    return found


def plain(address: str) -> str:
    """Return an address in small letters, "" for what is none or longer than any."""
    match = ADDRESS.fullmatch("".join(address.split()).strip("<>.,;'\""))
    return match[0].lower() if match and len(match[0]) <= 254 else ""


def instant(value: str) -> datetime | None:
    """Return the instant of a Date field, None for what is none."""
    try:
        found = parsedate_to_datetime(value)
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except Exception:  # whatever somebody wrote there
        return None
