"""Mark what was found: a text as parts, some of them hits, which the template escapes one by one.

A snippet is the piece around the words found, of the text in which most of them stand.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from steadfast.foundation.search import folding
from steadfast.foundation.search.asking import Phrase

BEFORE, WIDTH = 60, 220  # characters of a snippet: before the first word found, and in all
LONGEST = 20_000  # characters of a text in which words are looked for


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a text; `is_hit`: it was asked for."""

    text: str
    is_hit: bool = False


def marked(text: str, phrases: Sequence[Phrase]) -> list[Part]:
    """Return the parts of a text, in order; joined they are the text."""
    parts: list[Part] = []
    end = 0
    for start, stop in _merged(_places(text, phrases)):
        if start > end:
            parts.append(Part(text[end:start]))
        parts.append(Part(text[start:stop], is_hit=True))
        end = stop
    return [*parts, Part(text[end:])] if end < len(text) else parts


def snippet(texts: Sequence[str], phrases: Sequence[Phrase]) -> list[Part]:
    """Return the parts of a snippet, none where no text has a word of the question."""
    best, most = "", 0
    for text in texts:
        score = sum(any(_places(text[:LONGEST], [phrase])) for phrase in phrases)
        if score > most:
            best, most = text[:LONGEST], score
        if most == len(phrases):
            break
    return marked(_around(best, phrases), phrases) if best else []


def _around(text: str, phrases: Sequence[Phrase]) -> str:
    """Return the piece of a text that begins shortly before the first word found, cut between words."""
    first = min(start for start, _ in _places(text, phrases))
    start = 0 if first <= BEFORE else text.rfind(" ", 0, first - BEFORE) + 1 or first - BEFORE
    start = min(start, first)
    piece = " ".join(text[start : start + WIDTH * 2].split())
    if len(piece) > WIDTH:
        piece = (piece[:WIDTH].rpartition(" ")[0] or piece[:WIDTH]) + " …"
    return f"… {piece}" if start else piece


def _places(text: str, phrases: Sequence[Phrase]) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of every phrase in a text."""
    spans = list(folding.spans(text))
    for phrase in phrases:
        first, size = phrase.words[0], len(phrase.words)
        for place, (start, _, word) in enumerate(spans):
            if size == 1 and not phrase.open_end:
                if word == first:
                    yield start, spans[place][1]
            elif _fits([span[2] for span in spans[place : place + size]], phrase):
                yield start, spans[place + size - 1][1]


def _fits(found: Sequence[str], phrase: Phrase) -> bool:
    if len(found) < len(phrase.words) or tuple(found[:-1]) != phrase.words[:-1]:
        return False
    return found[-1].startswith(phrase.words[-1]) if phrase.open_end else found[-1] == phrase.words[-1]


def _merged(places: Iterator[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return places in order, those that touch as one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(places):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
