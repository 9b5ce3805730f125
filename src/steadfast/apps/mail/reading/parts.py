"""One part of a mail: its bytes, its charset, its name. None of it raises, whatever somebody wrote there."""

from email.message import Message

from steadfast.apps.mail.reading.headers import decoded, raw
from steadfast.domain.mail import subjects

MESSAGES = ("message/rfc822", "message/global", "text/rfc822-headers")
ENDINGS = {"text/calendar": ".ics", "text/html": ".html", "text/plain": ".txt"}
LONGEST_NAME = 80  # of what is named by its subject
PAGES = ("text/plain", "text/html", "text/enriched", "text/x-amp-html", "text/watch-html")


def is_message(part: Message) -> bool:
    """Tell whether a part is a mail of its own, or the header of one."""
    return part.get_content_type().startswith("message/") or part.get_content_type() in MESSAGES


def is_text(part: Message) -> bool:
    """Tell whether a part is read: a text or a page without a name of its own that is not said to be a file."""
    kind = part.get_content_type()
    if kind not in PAGES:
        return kind.startswith("text/") and not file_name(part) and kind != "text/calendar"
    return disposition(part) != "attachment" and not file_name(part)


def lost_its_parts(part: Message) -> bool:
    """Tell whether a part says that it has parts and none can be told apart: then it is read as it stands."""
    return part.get_content_maintype() == "multipart" and not part.is_multipart()


def is_inline(part: Message) -> bool:
    """Tell whether a part is a picture that stands in the text."""
    is_picture = part.get_content_maintype() == "image"
    return is_picture and (disposition(part) == "inline" or bool(part.get("Content-ID")))


def content_id(part: Message) -> str:
    """Return by which name the text calls a part, "" where it has none."""
    return raw(part.get("Content-ID") or "").strip().strip("<>").strip()


def content_of(part: Message) -> bytes:
    """Return the bytes of a part, decoded; of a message in a message its source."""
    try:
        if part.is_multipart():
            return b"\n".join(each.as_bytes() for each in part.get_payload() if isinstance(each, Message))
        content = part.get_payload(decode=True)
        return content if isinstance(content, bytes) else b""
    except Exception:  # broken base64, uuencode and the like: what was sent is better than nothing
        return str(part.get_payload()).encode("utf-8", "surrogateescape")


def charset_of(part: Message) -> str:
    """Return the charset that a part says, "" where it says none that can be read."""
    try:
        return str(part.get_content_charset() or "")
    except Exception:  # a broken parameter
        return ""


def parameter(part: Message, name: str) -> str:
    """Return a parameter of Content-Type in small letters, "" where it has none that can be read."""
    try:
        return str(part.get_param(name, "") or "").strip().lower()
    except Exception:  # a broken parameter
        return ""


def disposition(part: Message) -> str:
    """Return "attachment", "inline" or ""."""
    try:
        return str(part.get_content_disposition() or "")
    except Exception:  # a broken field
        return ""


def file_name(part: Message) -> str:
    """Return the name that a part gives itself, "" where it gives none."""
    try:
        return decoded(raw(part.get_filename() or ""))
    except Exception:  # a broken parameter
        return ""


def name_of(part: Message, no: int) -> str:
    """Return the name of a file: its own, of a mail in a mail its subject, or its number."""
    kind = part.get_content_type()
    if given := file_name(part):
        return given
    if is_message(part):
        return f"{_subject_within(part).replace('/', ' ') or f'file-{no + 1}'}.eml"
    ending = ENDINGS.get(kind) or (f".{part.get_content_subtype()}" if kind.startswith("image/") else "")
    return f"file-{no + 1}{ending}"


def _subject_within(part: Message) -> str:
    if part.get_content_type() != "message/rfc822" or not part.is_multipart():
        return ""
    inner = part.get_payload()
    found = inner[0] if isinstance(inner, list) and inner else None
    said = found.get("subject") if isinstance(found, Message) else ""
    return subjects.bare(decoded(raw(said or "")))[:LONGEST_NAME].strip()
