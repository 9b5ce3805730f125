"""One mail while it is read: what was found out about it, and the row that tells what became of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from steadfast.apps.mail.models import Incoming, Raw
from steadfast.apps.mail.reading import Letter
from steadfast.domain.mail import message_id, subjects
from steadfast.domain.mail.kinds import Kind
from steadfast.domain.mail.quoting import split
from steadfast.foundation.actor import Actor
from steadfast.foundation.files.store import Arrived

MAIL = Actor(None, None, "Mail", frozenset())
LONGEST = 100_000  # characters that are shown; what is behind them is folded


@dataclass(frozen=True, slots=True)
class Seen:
    """A mail that was read: its row, its words, its files, of what kind it is."""

    raw: Raw
    letter: Letter
    kind: Kind
    files: list[Arrived]
    text: str
    folded: str
    says: str
    now: datetime

    @property
    def name(self) -> str:
        """The digest of its Message-ID, "" where it has none."""
        return message_id.digest(message_id.own(self.letter.header))


def worded(letter: Letter) -> tuple[str, str]:
    """Return what is shown of a mail and what is folded. One of quotes alone, or passed on, is shown whole."""
    found = split(letter.text)
    whole = not found.new or subjects.is_forward(letter.subject)
    new, folded = (letter.text.strip(), "") if whole else (found.new, found.folded)
    return new[:LONGEST], "\n\n".join(each for each in (new[LONGEST:], folded) if each)


def row_of(seen: Seen, outcome: str, why: str, **more: Any) -> Incoming:
    """Write what became of a mail."""
    letter = seen.letter
    said = {
        "outcome": outcome, "why": why, "sender": letter.sender, "sender_name": letter.sender_name,
        "subject": letter.subject, "named": seen.name, "says": seen.says, "text": seen.text, "folded": seen.folded,
        "files": len(seen.files), "left": letter.left, "sent_at": letter.sent_at, "answerable": seen.kind.answerable,
        "came_at": seen.raw.came_at, "read_at": seen.now,
    }  # fmt: skip
    return Incoming.objects.create(raw=seen.raw, **(said | more))
