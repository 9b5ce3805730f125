"""Letters: mail of ours that is no reply on a ticket, such as a link to sign in or a digest. For every app above.

    from steadfast.apps.mail import operations as mail
    mail.send(mail.Letter(to=["lena@oldmill.example"], subject="…", text="…"), key=f"digest:{day}:{person.pk}", now=now)

Call it inside the transaction that decides it: the row is written with the rest, and leaves after the commit. The same
`key` again gives back the row of the first time, so that a job that runs twice sends once. Whether anything can leave
at all, queries.can_send() tells; a letter without a way waits for two days, and then shows as failed.
The text is forgotten once it has left.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from steadfast.apps.mail.models import Box, Sent
from steadfast.foundation.identifiers import uuid7

AUTOMATIC = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}
_wake: list[Callable[[int], None]] = []


def when_queued(call: Callable[[int], None]) -> None:
    """Register what is called with the key of each new mail, in the transaction that writes it: it enqueues a job."""
    _wake[:] = [call]


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """`automatic`: no person wrote it, and it says so, so that nothing answers it. `box_id`: whose address it bears."""

    to: Sequence[str]
    subject: str
    text: str
    reply_to: str = ""
    box_id: int | None = None
    automatic: bool = True


def send(letter: Letter, *, key: str, now: datetime) -> Sent:
    """Queue a letter, once for a key; return its row."""
    headers = dict(AUTOMATIC) if letter.automatic else {}
    if letter.reply_to:
        headers["Reply-To"] = letter.reply_to
    box = Box.objects.get(pk=letter.box_id) if letter.box_id else None
    return queue(
        key, kind="letter", box=box, to=list(letter.to), subject=letter.subject, text=letter.text, headers=headers,
        now=now,
    )  # fmt: skip


def queue(key: str, *, kind: str, box: Box | None, subject: str, now: datetime, **more: Any) -> Sent:
    """Write the row of a mail and have it leave after the commit; one of the same key is returned as it is."""
    with transaction.atomic():
        row, made = Sent.objects.get_or_create(
            key=key,
            defaults={
                "kind": kind, "box": box, "subject": " ".join(subject.split())[:500], "queued_at": now, "next_at": now,
                "name": new_name(domain_of(box), now), **more,
            },
        )  # fmt: skip
        if made:
            wake(row.pk)
    return row


def wake(sent_id: int) -> None:
    """Have a mail tried at once, after the commit."""
    for call in _wake:
        call(sent_id)


def new_name(domain: str, now: datetime) -> str:
    """Return a Message-ID that nobody else has."""
    return f"<{uuid7(now).hex}@{domain}>"


def domain_of(box: Box | None) -> str:
    """Return the domain of a box in ASCII, that of a Message-ID too."""
    domain = box.address.rpartition("@")[2] if box else "steadfast.invalid"
    try:
        return domain.encode("idna").decode()
    except UnicodeError:
        return "steadfast.invalid"
