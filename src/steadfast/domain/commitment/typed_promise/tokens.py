"""The words of a line with the places where they stand, so that what is understood can be cut out of it."""

import re
from collections.abc import Sequence
from typing import NamedTuple

_CHUNK = re.compile(r"\S+")
_EDGES = ',;!?()"“”'


class Token(NamedTuple):
    """One word in small letters without the punctuation around it; `start` and `end` are its place with it."""

    text: str
    start: int
    end: int


type Tokens = Sequence[Token]


def tokens(line: str) -> list[Token]:
    """Return the words of a line; "a.m." keeps its periods, a sentence's last one goes."""
    return [Token(_bare(found[0]), found.start(), found.end()) for found in _CHUNK.finditer(line)]


def word(words: Tokens, place: int) -> str:
    """Return the word at a place, "" beyond the last."""
    return words[place].text if 0 <= place < len(words) else ""


def _bare(chunk: str) -> str:
    text = chunk.strip(_EDGES).lower()
    return text if text in ("a.m.", "p.m.") or text.endswith((".m.",)) else text.rstrip(".")
