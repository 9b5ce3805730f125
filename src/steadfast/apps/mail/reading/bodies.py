"""The parts of a mail: which are its text, which are files. Bounded in number and depth; nothing is unpacked."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import Message

from steadfast.apps.mail.reading.charsets import clean, text_of
from steadfast.apps.mail.reading.headers import decoded, raw
from steadfast.apps.mail.reading.html import text_of_html
from steadfast.apps.mail.reading.letter import File
from steadfast.domain.language import known

MOST_PARTS, DEEPEST = 1_000, 50
MESSAGES = ("message/rfc822", "message/global", "text/rfc822-headers")
ENDINGS = {"text/calendar": ".ics", "message/rfc822": ".eml", "text/html": ".html", "text/plain": ".txt"}
TOO_MANY = known("It has too many parts, or they stand in each other too deep.")


class TooMany(ValueError):
    """More parts, or deeper, than any mail program writes."""


@dataclass(slots=True)
class Bodies:
    """What was found: texts in their order, files."""

    texts: list[str] = field(default_factory=list)
    files: list[File] = field(default_factory=list)
    seen: int = 0

    @property
    def text(self) -> str:
        """All texts, an empty line between them."""
        return "\n\n".join(text.strip("\n") for text in self.texts if text.strip())


def bodies_of(message: Message, *, report: bool = False) -> Bodies:
    """Return texts and files of a message; of a `report` the machine-readable parts are no files."""
    found = Bodies()
    _walk(message, found, 0, report)
    if not found.text and message.is_multipart():  # words before or behind the parts, which no program shows
        found.texts += [clean(raw_text) for raw_text in (message.preamble, message.epilogue) if raw_text]
    return found


def _walk(part: Message, found: Bodies, depth: int, report: bool) -> None:
    found.seen += 1
    if found.seen > MOST_PARTS or depth > DEEPEST:
        raise TooMany(TOO_MANY)
    if _is_message(part):
        if not report:
            found.files.append(File(_name(part, len(found.files)), content_of(part)))
    elif part.is_multipart():
        for child in _children(part):
            _walk(child, found, depth + 1, report)
    elif _is_text(part) or _lost_its_parts(part):
        found.texts.append(_text(part))
    elif content := content_of(part):
        found.files.append(File(_name(part, len(found.files)), content, _is_inline(part)))


def _is_message(part: Message) -> bool:
    return part.get_content_type().startswith("message/") or part.get_content_type() in MESSAGES


def _children(part: Message) -> list[Message]:
    children = [child for child in part.get_payload() if isinstance(child, Message)]
    return _best(children) if part.get_content_subtype() == "alternative" else children


def _best(children: list[Message]) -> list[Message]:
    """Return of alternatives the plain one that says something, or else the last; and what comes beside its pages."""
    plain = [each for each in children if each.get_content_type() == "text/plain" and _text(each).strip()]
    if not plain:
        said = [each for each in children if each.get_content_type() != "text/plain"]
        return said or children
    beside = [leaf for each in children if each not in plain for leaf in _leaves(each, 0)]
    return [plain[0], *(leaf for leaf in beside if not _is_text(leaf))]


def _leaves(part: Message, depth: int) -> Iterator[Message]:
    if depth > DEEPEST:
        raise TooMany(TOO_MANY)
    if part.is_multipart() and not _is_message(part):
        for child in part.get_payload():
            if isinstance(child, Message):
                yield from _leaves(child, depth + 1)
    else:
        yield part


def _is_text(part: Message) -> bool:
    """Tell whether a part is read: a text or a page without a name of its own that is not said to be a file."""
    kind = part.get_content_type()
    if kind not in ("text/plain", "text/html", "text/enriched", "text/x-amp-html", "text/watch-html"):
        return kind.startswith("text/") and not _file_name(part) and kind != "text/calendar"
    return disposition(part) != "attachment" and not _file_name(part)


def _lost_its_parts(part: Message) -> bool:
    """Tell whether a part says that it has parts and none can be told apart: then it is read as it stands."""
    return part.get_content_maintype() == "multipart" and not part.is_multipart()


def _text(part: Message) -> str:
    content = content_of(part)
    text = text_of(content, charset_of(part))
    return text_of_html(text) if "html" in part.get_content_type() else text


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


def disposition(part: Message) -> str:
    """Return "attachment", "inline" or ""."""
    try:
        return str(part.get_content_disposition() or "")
    except Exception:  # a broken field
        return ""


def _file_name(part: Message) -> str:
    try:
        return decoded(raw(part.get_filename() or ""))
    except Exception:  # a broken parameter
        return ""


def _name(part: Message, no: int) -> str:
    kind = part.get_content_type()
    ending = ENDINGS.get(kind) or (f".{part.get_content_subtype()}" if kind.startswith("image/") else "")
    return _file_name(part) or f"file-{no + 1}{ending}"


def _is_inline(part: Message) -> bool:
    is_picture = part.get_content_maintype() == "image"
    return is_picture and (disposition(part) == "inline" or bool(part.get("Content-ID")))
