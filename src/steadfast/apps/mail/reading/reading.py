"""Read a mail: bytes to a `Letter`. It raises Unreadable for what no rule can bound, and nothing else."""

import re
from email import message_from_bytes
from email.message import Message

from steadfast.apps.mail.reading import bodies, headers, reports
from steadfast.apps.mail.reading.letter import File, Letter
from steadfast.apps.mail.reading.policy import AS_SENT
from steadfast.domain.language import known
from steadfast.domain.mail.header import Header
from steadfast.domain.mail.kinds import DAEMONS, UNDELIVERED
from steadfast.foundation.files.arriving import LARGEST_FILE, MOST_FILES

LARGEST_HEADER = 1_000_000
MOST_BOUNDARIES = 20_000  # lines that begin with "--"
HEAD_ENDS = re.compile(rb"\r?\n\r?\n|\r\r")

NO_MAIL = known("It is no mail: it is empty, or nothing of it is a header field.")
LARGE_HEADER = known("Its header is larger than any that a mail program writes.")
BROKEN = known("Its parts cannot be told apart.")


class Unreadable(ValueError):
    """A mail that is kept and not read; the message says why, in words that can be translated."""


def read_letter(source: bytes) -> Letter:
    """Return what a mail says. It takes time by its size, never by what somebody put into it."""
    source = source if b"\n" in source else source.replace(b"\r", b"\n")
    _refuse(source)
    try:
        message = message_from_bytes(source, policy=AS_SENT)
        header = Header.of(headers.fields_of(message))
        report = reports.report_type(message)
        found = bodies.bodies_of(message, report=bool(report))
    except bodies.TooMany as many:
        raise Unreadable(str(many)) from many
    except RecursionError as deep:
        raise Unreadable(bodies.TOO_MANY) from deep
    except (ValueError, TypeError, LookupError, AttributeError, AssertionError) as broken:
        raise Unreadable(BROKEN) from broken
    return _letter(source, message, header, report, found)


def _refuse(source: bytes) -> None:
    head = HEAD_ENDS.search(source)
    size = head.start() if head else len(source)
    if size > LARGEST_HEADER:
        raise Unreadable(LARGE_HEADER if head else NO_MAIL)
    if not re.search(rb"^[!-9;-~]+[ \t]*:", source[: size or 1], re.MULTILINE):
        raise Unreadable(NO_MAIL)
    if source.count(b"\n--") + source.count(b"\r--") > MOST_BOUNDARIES:
        raise Unreadable(bodies.TOO_MANY)


def _letter(source: bytes, message: Message, header: Header, report: str, found: bodies.Bodies) -> Letter:
    name, sender = _sender(message)
    files = _fitting(found.files)
    suspect = bool(report) or not sender or bool(DAEMONS.match(sender) or UNDELIVERED.search(header.first("subject")))
    suspect = suspect or any(value.strip() == "<>" for value in header.all("return-path"))
    return Letter(
        header=header,
        sender=sender,
        sender_name=name[:200],
        recipients=_recipients(message),
        subject=" ".join(header.first("subject").split())[:300],
        text=found.text,
        files=files,
        left=len(found.files) - len(files),
        sent_at=headers.instant(header.first("date")),
        report=report,
        failures=reports.failures_of(message, source) if suspect else (),
        embedded=reports.sent_back(source) if suspect else (),
    )


def _sender(message: Message) -> tuple[str, str]:
    """Return name and address of who wrote: From, or else Sender, or else the envelope's."""
    for field in ("from", "sender", "return-path", "x-original-from"):
        found = headers.addresses(headers.raw(value) for value in message.get_all(field, []))
        if found:
            return found[0]
    return "", ""


def _recipients(message: Message) -> list[str]:
    fields = ("delivered-to", "x-original-to", "envelope-to", "to", "cc", "x-forwarded-to")
    values = [headers.raw(value) for field in fields for value in message.get_all(field, [])]
    return list(dict.fromkeys(address for _, address in headers.addresses(values)))[:200]


def _fitting(files: list[File]) -> list[File]:
    """Return the files that a ticket takes, as the desk's form does: real ones before pictures in the text."""
    good = [file for file in files if file.content and len(file.content) <= LARGEST_FILE]
    first = [file for file in good if not file.inline] + [file for file in good if file.inline]
    return first[:MOST_FILES]
