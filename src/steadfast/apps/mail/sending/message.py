"""A mail as it leaves: text, a modest HTML part beside it, headers that keep it in its thread, files."""

from collections.abc import Sequence
from dataclasses import dataclass
from email.utils import formataddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from steadfast.domain.mail import marks
from steadfast.foundation.linking import linked

LONGEST_REFERENCES = 20
HEAD = (
    '<!doctype html><html><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    '<meta name="color-scheme" content="light dark"></head>'
    '<body style="font:1rem/1.5 system-ui,sans-serif;max-width:42rem;overflow-wrap:anywhere">'
)


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
    """Return the text as HTML: paragraphs, lists, links, the signature behind a rule; no colors, no pictures.

    It takes the colors of the reader's program, light or dark, and the width of their telephone.
    """
    body, mark, signature = text.partition("\n-- \n")
    below = f"<hr>{_paragraphs(signature)}" if mark else ""
    return f"{HEAD}{_paragraphs(body)}{below}</body></html>"


def _paragraphs(text: str) -> str:
    parts = [part.strip("\n") for part in text.replace("\r\n", "\n").split("\n\n") if part.strip()]
    return "".join(_list(part) if part.startswith("- ") else f'<p dir="auto">{_lines(part)}</p>\n' for part in parts)


def _list(part: str) -> str:
    """Return lines that begin with "- " as a list; lines below one belong to it."""
    items = part.removeprefix("- ").split("\n- ")
    return "<ul>" + "".join(f'<li dir="auto">{_lines(item)}</li>\n' for item in items) + "</ul>\n"


def _lines(part: str) -> str:
    return linked(part).replace("\n", "<br>\n")


def references(known: Sequence[str], root: str) -> str:
    """Return the References of a mail: the ticket's own first, then the latest that are known, oldest first."""
    return " ".join(dict.fromkeys([root, *known[-LONGEST_REFERENCES:]]))
