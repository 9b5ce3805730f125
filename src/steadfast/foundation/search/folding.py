"""Words as search compares them: no case, no accents, split at whatever is neither letter nor digit.

Both engines get words that are split and folded here, so both find the same. Chinese and Japanese write no spaces:
each of their characters is a word, and a run of them is asked for as a phrase.
"""

import re
import unicodedata
from collections.abc import Iterator

UNSPACED = "\u3005\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
WORD = re.compile(rf"[{UNSPACED}]|[^\W_{UNSPACED}]+")
MARKS = "\u0300-\u036f\u0610-\u061a\u064b-\u065f"  # accents that a text may carry beside its letters
RAW_WORD = re.compile(rf"[{UNSPACED}]|(?:[^\W_{UNSPACED}][{MARKS}]*)+")
LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"})
SEAM = "¶"  # stands between two texts, so that no phrase reaches from one into the other; nobody can type it as a word
LONGEST_WORD = 200  # characters; of a longer one (a key, a coded attachment) the beginning


def fold(text: str) -> str:
    """Return a text without case and accents."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(char for char in plain if not unicodedata.combining(char)).casefold().translate(LETTERS)


def words(text: str) -> list[str]:
    """Return the words of a text, folded, in order."""
    return [word[:LONGEST_WORD] for word in WORD.findall(fold(text))]


def spans(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, word) for each word of a text: where it stands there, and how it is compared."""
    for found in RAW_WORD.finditer(text):
        for word in words(found[0]):
            yield found.start(), found.end(), word


def line(texts: tuple[str, ...]) -> str:
    """Return texts as one line of folded words, with a seam between two."""
    return f" {SEAM} ".join(" ".join(words(text)) for text in texts if text)
