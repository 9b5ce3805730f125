"""A mail as it was read: frozen, without anything of the library that parsed it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from steadfast.domain.mail.header import Header


@dataclass(frozen=True, slots=True)
class File:
    """A file that came with it. `inline`: a picture that stands in the text."""

    name: str
    content: bytes
    inline: bool = False


@dataclass(frozen=True, slots=True)
class Failure:
    """Whom a bounce could not reach, why in the words of the system that reports it, and whether for good."""

    address: str
    why: str
    for_good: bool


@dataclass(frozen=True, slots=True)
class Letter:
    """`text` is all that it says, quotes included; `embedded`: the Message-IDs that a bounce holds of what we sent."""

    header: Header
    sender: str
    sender_name: str
    recipients: Sequence[str]
    subject: str
    text: str
    files: Sequence[File] = ()
    left: int = 0  # files beyond what is taken: they stay in the original
    sent_at: datetime | None = None
    report: str = ""
    failures: Sequence[Failure] = field(default=())
    embedded: Sequence[str] = ()
