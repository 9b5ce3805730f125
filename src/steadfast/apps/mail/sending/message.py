"""A mail as it leaves: text, a modest HTML part beside it, headers that keep it in its thread, files."""

from collections.abc import Sequence
from dataclasses import dataclass
from email.utils import formataddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.utils.html import escape

from steadfast.domain.mail import marks

LONGEST_REFERENCES = 20


@dataclass(frozen=True, slots=True)
class File:
    name: str
    media_type: str
    content: bytes


def build(
    *,
    to: Sequence[str],
    sender: tuple[str, str],
    subject: str,
    text: str,
    message_id: str,
    headers: dict[str, str],
    files: Sequence[File] = (),
) -> EmailMultiAlternatives:
    """Return the mail. `sender`: name and address; `headers`: those of its thread and what it answers."""
    mail = EmailMultiAlternatives(
        subject=" ".join(subject.split()),
        body=text,
        from_email=formataddr((" ".join(sender[0].split()), sender[1])),
        to=list(to),
        headers={"Message-ID": message_id, marks.FIELD: marks.mark(settings.SECRET_KEY), **headers},
    )
    mail.attach_alternative(html(text), "text/html")
    for file in files:
        mail.attach(file.name, file.content, file.media_type)
    return mail


def html(text: str) -> str:
    """Return the text as HTML: paragraphs, line breaks, the signature behind a rule; no style, no pictures."""
    body, mark, signature = text.partition("\n-- \n")
    below = f"<hr>{_paragraphs(signature)}" if mark else ""
    return f'<!doctype html><html><head><meta charset="utf-8"></head><body>{_paragraphs(body)}{below}</body></html>'


def _paragraphs(text: str) -> str:
    parts = [part for part in text.replace("\r\n", "\n").split("\n\n") if part.strip()]
    return "".join(f'<p dir="auto">{escape(part.strip("\n")).replace("\n", "<br>\n")}</p>\n' for part in parts)


def references(known: Sequence[str], root: str) -> str:
    """Return the References of a mail: the ticket's own first, then the latest that are known, oldest first."""
    return " ".join(dict.fromkeys([root, *known[-LONGEST_REFERENCES:]]))
