"""What a bounce reports: whom it could not reach and why (RFC 3464), and the names of the messages it sends back."""

import re
from collections.abc import Iterator
from email import message_from_string
from email.message import Message

from flufl.bounce import all_failures

from steadfast.apps.mail.reading.charsets import clean
from steadfast.apps.mail.reading.headers import plain, raw
from steadfast.apps.mail.reading.letter import Failure

SENT_BACK = re.compile(rb"^[> \t]*message-id:[ \t]*(?:\r?\n[ \t]+)?<([^<>\s]{3,300})>", re.IGNORECASE | re.MULTILINE)
MOST = 20
LONGEST_WHY = 500
LONGEST_RECOGNIZED = 100_000  # bytes of a bounce without a report that are searched for addresses
SEARCHED = 1_000_000  # bytes in which the name of what we sent is looked for


def report_type(message: Message) -> str:
    """Return the type of a report: delivery-status, feedback-report, disposition-notification, or ""."""
    if message.get_content_type() != "multipart/report":
        kinds = {part.get_content_type() for part in _parts(message)}
        return "delivery-status" if "message/delivery-status" in kinds else _other(kinds)
    try:
        said = str(message.get_param("report-type", "") or "").lower()
    except Exception:  # a broken parameter
        said = ""
    return said or "delivery-status"


def _other(kinds: set[str]) -> str:
    for kind in ("feedback-report", "disposition-notification"):
        if f"message/{kind}" in kinds:
            return kind
    return ""


def failures_of(message: Message, source: bytes) -> list[Failure]:
    """Return whom it could not reach: as the report's fields say, else as the words of known mail systems do."""
    told = list(_told(message))[:MOST]
    return told or list(_recognized(source))[:MOST]


def sent_back(source: bytes) -> list[str]:
    """Return the Message-IDs in the body of a bounce: of those that it could not deliver."""
    head = re.search(rb"\r?\n\r?\n|\r\r", source)
    body = source[head.end() if head else 0 :][:SEARCHED].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return list(dict.fromkeys(found.decode("utf-8", "replace") for found in SENT_BACK.findall(body)))[:MOST]


def _told(message: Message) -> Iterator[Failure]:
    for part in _parts(message):
        if part.get_content_type() != "message/delivery-status":
            continue
        groups = part.get_payload()
        for group in groups if isinstance(groups, list) else ():
            if isinstance(group, Message) and (failure := _failure(group)):
                yield failure


def _failure(group: Message) -> Failure | None:
    """Return what one group of fields says of one recipient; None of who was reached."""
    fields = {name.lower(): raw(value) for name, value in group.raw_items()}
    said = fields.get("original-recipient") or fields.get("final-recipient", "")
    address = plain(said.rpartition(";")[2])
    action, status = fields.get("action", "").lower(), fields.get("status", "")
    if not address or action in ("delivered", "relayed", "expanded"):
        return None
    why = fields.get("diagnostic-code", "").partition(";")[2].strip() or fields.get("diagnostic-code", "") or status
    return Failure(address, clean(why)[:LONGEST_WHY], action != "delayed" and not status.startswith("4"))


def _recognized(source: bytes) -> Iterator[Failure]:
    if len(source) > LONGEST_RECOGNIZED:
        return
    try:
        temporary, permanent = all_failures(message_from_string(source.decode("ascii", "replace")))
    except Exception:  # the library stumbles over what is broken; the mail is a bounce all the same
        return
    for found, for_good in ((permanent, True), (temporary, False)):
        for address in sorted(found):
            if known := plain(address.decode("utf-8", "replace") if isinstance(address, bytes) else str(address)):
                yield Failure(known, "", for_good)


def _parts(message: Message, depth: int = 0) -> Iterator[Message]:
    yield message
    if depth < MOST and message.is_multipart() and message.get_content_type() != "message/rfc822":
        for part in message.get_payload():
            if isinstance(part, Message):
                yield from _parts(part, depth + 1)
