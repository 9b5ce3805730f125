"""Mails of the cast, as their programs would write them."""

from datetime import datetime
from email.message import EmailMessage

from steadfast.apps.mail import operations
from steadfast.apps.mail.models import Incoming, Raw
from tests.factories import NOW

AMARA = "Amara Ruiz <Amara@Kestrel.example>"
BOX = "help@harbor.example"


def mail(
    text: str = "They drop the line after a minute.",
    *,
    sender: str = AMARA,
    subject: str = "Phones drop the line",
    to: str = BOX,
    **headers: str,
) -> EmailMessage:
    """Return a mail; further headers by name, with "_" for "-"."""
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = sender, to, subject
    for name, value in headers.items():
        made[name.replace("_", "-")] = value
    made.set_content(text)
    return made


def kept(made: EmailMessage | bytes, key: str = "", *, came_by: str = "imap", now: datetime = NOW) -> Raw:
    """Keep a mail that came to no box."""
    source = made if isinstance(made, bytes) else made.as_bytes()
    return operations.keep(source, box_id=None, came_by=came_by, key=key or str(Raw.objects.count()), now=now)


def came(made: EmailMessage | bytes, *, came_by: str = "imap", now: datetime = NOW) -> Incoming:
    """Keep a mail and read it."""
    return operations.read(kept(made, came_by=came_by, now=now).pk, now=now)
