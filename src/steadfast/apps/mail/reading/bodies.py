"""The parts of a mail: which are its text, which are files. Bounded in number and depth; nothing is unpacked."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import Message

from steadfast.apps.mail.reading import pictures, plain
from steadfast.apps.mail.reading.charsets import clean, text_of
from steadfast.apps.mail.reading.html import text_of_html
from steadfast.apps.mail.reading.letter import File
from steadfast.apps.mail.reading.parts import (
    charset_of,
    content_id,
    content_of,
    is_inline,
    is_message,
    is_text,
    lost_its_parts,
    name_of,
    parameter,
)  # fmt: skip
from steadfast.domain.language import known
from steadfast.domain.mail.pictures import BEGINS
from steadfast.foundation.files import names

MOST_PARTS, DEEPEST = 1_000, 50
TOO_MANY = known("It has too many parts, or they stand in each other too deep.")
FEW_WORDS, MANY_TIMES = 40, 3  # a plain text of few words beside a page of many says "look at the page"
TAG = re.compile(r"<(?:style|script|title)\b[^<]*</|<[^<>]*>", re.IGNORECASE)
BOILERPLATE = re.compile(r"\s*This is a (?:multi-?part|MIME-encapsulated) message\b[^\n]*\s*", re.IGNORECASE)


class TooMany(ValueError):
    """More parts, or deeper, than any mail program writes."""


@dataclass(slots=True)
class Bodies:
    """What was found: texts with the places of pictures; files; the names of pictures by their places."""

    texts: list[str] = field(default_factory=list)
    files: list[File] = field(default_factory=list)
    pictures: dict[str, str] = field(default_factory=dict)
    seen: int = 0

    @property
    def text(self) -> str:
        """All texts, an empty line between them."""
        said = set(pictures.PLACE.findall("".join(text for text in self.texts if not _is_place(text))))
        texts = [text for text in self.texts if not (_is_place(text) and pictures.PLACE.findall(text)[0] in said)]
        whole = "\n\n".join(text.strip("\n") for text in pictures.between(texts) if text.strip())
        return pictures.named(whole, self.pictures)

    def attach(self, part: Message, content: bytes) -> str:
        """Add a file and return its name; of two pictures with one name the second gets another."""
        inline, name = is_inline(part), names.harmless(name_of(part, len(self.files)))
        taken = {file.name for file in self.files} if inline else set()
        given, no = name, len(self.files)
        while name in taken:
            no += 1
            name = names.harmless(f"{no}-{given}")
        self.files.append(File(name, content, inline))
        return name


def bodies_of(message: Message, *, report: bool = False) -> Bodies:
    """Return texts and files of a message; of a `report` the machine-readable parts are no files."""
    found = Bodies()
    _walk(message, found, 0, report)
    if not found.text and message.is_multipart():  # words before or behind the parts, which no program shows
        around = [clean(words) for words in (message.preamble, message.epilogue) if words]
        found.texts += [words for words in around if not BOILERPLATE.fullmatch(words)]
    return found


def _walk(part: Message, found: Bodies, depth: int, report: bool, *, mixed: bool = False) -> None:
    found.seen += 1
    if found.seen > MOST_PARTS or depth > DEEPEST:
        raise TooMany(TOO_MANY)
    if is_message(part):
        if not report:
            found.attach(part, content_of(part))
    elif part.is_multipart():
        for child in _children(part):
            _walk(child, found, depth + 1, report, mixed=part.get_content_subtype() == "mixed")
    elif is_text(part) or lost_its_parts(part):
        found.texts.append(_text(part))
    elif content := content_of(part):
        _file(part, content, found, mixed)


def _file(part: Message, content: bytes, found: Bodies, mixed: bool) -> None:
    """Add a file; a picture keeps its place: by its name in the text, or between the texts where it stands."""
    name = found.attach(part, content)
    if is_inline(part):
        key = content_id(part) or f"#{len(found.files)}"
        found.pictures[key] = name
        if mixed and found.texts:
            found.texts.append(pictures.place(key))


def _is_place(text: str) -> bool:
    return bool(pictures.PLACE.fullmatch(text))


def _children(part: Message) -> list[Message]:
    children = [child for child in part.get_payload() if isinstance(child, Message)]
    return _best(children) if part.get_content_subtype() == "alternative" else children


def _best(children: list[Message]) -> list[Message]:
    """Return of alternatives the plain one that says something, or else the last; and what comes beside its pages."""
    said = [each for each in children if each.get_content_type() == "text/plain" and _text(each).strip()]
    others = [each for each in children if each.get_content_type() != "text/plain"]
    if not said or _points_at(others, _text(said[0])):
        return others or children
    beside = [leaf for each in children if each not in said for leaf in _leaves(each, 0)]
    return [said[0], *(leaf for leaf in beside if not is_text(leaf))]


def _points_at(others: list[Message], words: str) -> bool:
    """Tell whether a plain text only points at the page beside it, or leaves out where its pictures stand."""
    few = len(words.split()) <= FEW_WORDS
    marked = pictures.OPENS in words or BEGINS in words
    if marked and not few:
        return False
    pages = [leaf for each in others for leaf in _leaves(each, 0) if leaf.get_content_type() == "text/html"]
    for source in (text_of(content_of(page), charset_of(page)) for page in pages):
        if not marked and "cid:" in source:
            return True
        if few and len(TAG.sub(" ", source).split()) > MANY_TIMES * len(words.split()) + FEW_WORDS:
            return len(text_of_html(source).split()) > MANY_TIMES * len(words.split()) + FEW_WORDS
    return False


def _leaves(part: Message, depth: int) -> Iterator[Message]:
    if depth > DEEPEST:
        raise TooMany(TOO_MANY)
    if part.is_multipart() and not is_message(part):
        for child in part.get_payload():
            if isinstance(child, Message):
                yield from _leaves(child, depth + 1)
    else:
        yield part


def _text(part: Message) -> str:
    text = pictures.cleaned(text_of(content_of(part), charset_of(part)))
    if "html" in part.get_content_type():
        return text_of_html(text)
    if parameter(part, "format") == "flowed":
        text = plain.unflowed(text, deletes_space=parameter(part, "delsp") == "yes")
    return pictures.outlook(plain.without_gaps(text))
