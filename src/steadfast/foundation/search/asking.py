"""What somebody typed, read: "…" are phrases, other words must all be there, the last one may be a beginning.

There are no operators to be wrong about: whatever is typed is a question, and one without any word finds nothing.
`client:kestrel` narrows, where an app has registered what `client` means (narrowing), as its word of the reader does.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from steadfast.foundation.search import folding

LONGEST = 300  # characters that are read
MOST = 12  # words and phrases that are asked for
SHORTEST_BEGINNING = 2  # one letter is a word, not the beginning of one
QUOTES = str.maketrans("“”„‟«»\0\u2028", '""""""  ')
PART = re.compile(
    r'(?P<by>[^\W\d_]{2,16}):(?:"(?P<named>[^"]*)"?|(?P<name>\S+))|"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+)'
)
NO_NARROWINGS: Mapping[str, str] = MappingProxyType({})
NUMBER = re.compile(r"#?(?:([a-z]{1,8})[- ]?)?(\d{1,18})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that follow each other; `open_end`: the last one may go on."""

    words: tuple[str, ...]
    open_end: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """`number`: (prefix or "", digits) where the whole text is one; `narrow`: by which name it is narrowed to what."""

    phrases: tuple[Phrase, ...]
    number: tuple[str, int] | None = None
    narrow: tuple[str, str] | None = None


def read(text: str, narrowings: Mapping[str, str] = NO_NARROWINGS) -> Question:
    """Return the question that a text asks; `narrowings`: by what is written before a colon, in small letters."""
    plain = text[:LONGEST].translate(QUOTES).strip()
    found: list[Phrase] = []
    narrow: tuple[str, str] | None = None
    number = _number(plain)
    is_label = number is not None and number[0] != ""  # T-17 is whole: thousands begin so, and none of them is meant
    for part in PART.finditer(plain):
        if part["by"] and part["by"].lower() in narrowings:
            narrow = (narrowings[part["by"].lower()], (part["named"] or part["name"] or "").strip())
            continue
        phrase = _phrase(part, is_last=part.end() == len(plain) and not is_label)
        if phrase and phrase not in found:
            found.append(phrase)
    return Question(tuple(found[:MOST]), number, narrow)


def _phrase(part: re.Match[str], *, is_last: bool) -> Phrase | None:
    """Return what a part asks for; in quotes a word is whole, and one that holds a hyphen is a phrase."""
    quoted = part["phrase"]
    given = tuple(folding.words(quoted if quoted is not None else part[0]))
    if not given:
        return None
    begins = quoted is None and (is_last or part[0].endswith("*")) and len(given[-1]) >= SHORTEST_BEGINNING
    return Phrase(given, begins)


def _number(text: str) -> tuple[str, int] | None:
    found = NUMBER.fullmatch(text)
    return ((found[1] or "").upper(), int(found[2])) if found and found[2].isascii() else None
