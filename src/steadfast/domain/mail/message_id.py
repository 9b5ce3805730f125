"""The names of messages. A table keeps a digest of each: it is of one length and tells nothing of who wrote."""

import hashlib
import re

from steadfast.domain.mail.header import Header

BRACKETED = re.compile(r"<([^<>]+)>")
BARE = re.compile(r"[^\s<>,;]+@[^\s<>,;]+")
MOST = 50  # references that are looked at: the newest ones


def digest(message_id: str) -> str:
    """Return the digest (64 hexadecimal digits) of a Message-ID, with its angle brackets or without; "" of none."""
    bare = "".join(message_id.split()).strip("<>")
    return hashlib.sha256(bare.encode("utf-8", "surrogatepass")).hexdigest() if bare else ""


def named(text: str) -> list[str]:
    """Return the Message-IDs in the value of a field, without brackets; senders forget those at times."""
    found = ["".join(each.split()) for each in BRACKETED.findall(text)]
    return [each for each in found if each] or BARE.findall(text)


def own(header: Header) -> str:
    """Return the Message-ID of a message, "" where it has none."""
    return next(iter(named(header.first("message-id"))), "")


def answered(header: Header) -> list[str]:
    """Return the Message-IDs that a message refers to, the one it answers first, then the newest first."""
    direct = [each for value in header.all("in-reply-to") for each in named(value)]
    older = [each for value in header.all("references") for each in named(value)]
    return list(dict.fromkeys([*direct, *reversed(older)]))[:MOST]
