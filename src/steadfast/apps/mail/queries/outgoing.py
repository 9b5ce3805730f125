"""A row of a mail as the mail that leaves, and the connection that takes it."""

from collections.abc import Callable

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend

from steadfast.apps.desk.models import Attachment
from steadfast.apps.identity import queries as identity
from steadfast.apps.mail.models import Box, Sent
from steadfast.apps.mail.queries import ways
from steadfast.apps.mail.sending import message, transport, wording
from steadfast.apps.mail.sending.message import File
from steadfast.foundation.files import store


def ready(row: Sent, bearer: Callable[[Box], str]) -> tuple[EmailMultiAlternatives, BaseEmailBackend]:
    """Return the mail and an unopened connection; raise Trouble where there is none. `bearer` gives a box's token."""
    with transport.told():
        box = row.box
        if box is None and not transport.has_default():
            box = ways.default_box()
        by_token = box is not None and box.sends == "smtp" and box.sign_in != "password"
        token = bearer(box) if by_token and box is not None else ""
        return mail_of(row, box), transport.connection(box, bearer=token)


def mail_of(row: Sent, box: Box | None) -> EmailMultiAlternatives:
    """Return the mail of a row."""
    return message.build(
        to=row.to,
        sender=sender_of(box),
        subject=row.subject,
        text=text_of(row),
        message_id=row.name,
        headers=row.headers,
        files=[_file(each) for each in _attached(row)],
    )


def text_of(row: Sent) -> str:
    """Return what a mail says: of a reply the words of its message in those of its box."""
    if row.message is None or row.box is None or row.ticket is None:
        return row.text
    author = row.message.author.name if row.message.author else ""
    practice = identity.practice().party.name
    place = wording.Place(row.ticket, practice, author, row.box.name, row.queued_at)
    quoted = ways.answered_text(row.ticket) if row.box.quotes else ""
    said = row.message.text
    return wording.framed(said, greeting=row.box.greeting, signature=row.box.signature, place=place, quoted=quoted)


def sender_of(box: Box | None) -> tuple[str, str]:
    """Return the name and the address that stand in From."""
    practice = identity.practice().party.name
    if box is None:
        return practice, settings.DEFAULT_FROM_EMAIL
    return box.from_name or practice, box.address


def _attached(row: Sent) -> list[Attachment]:
    if row.message is None or not row.message.files:
        return []
    return list(Attachment.objects.filter(message=row.message).order_by("no"))


def _file(row: Attachment) -> File:
    with store.read(row.digest) as file:
        return File(row.name, row.media_type, file.read())
