"""Find the phrase of a line that names a time: the one that a strong word (by, within) begins, else the last one."""

from dataclasses import dataclass
from datetime import time

from steadfast.domain.commitment.typed_promise.days import Day, day_at, is_weekday
from steadfast.domain.commitment.typed_promise.ends import End, end_at
from steadfast.domain.commitment.typed_promise.spans import Span, span_at
from steadfast.domain.commitment.typed_promise.times import time_at
from steadfast.domain.commitment.typed_promise.tokens import Tokens, word

STRONG = ("by", "until", "till", "before", "within")
WEAK = ("on", "in", "at")
SURE = ("today", "tomorrow", "next", "this", "coming")  # words that name a day even when nothing stands before them


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase: its first word and the one after its last, what begins it, and what it names."""

    first: int
    after: int
    prefix: str
    day: Day | None = None
    clock: time | None = None
    end: End | None = None
    span: Span | None = None

    @property
    def is_strong(self) -> bool:
        return self.prefix in STRONG


def phrases(words: Tokens) -> list[Found]:
    """Return the phrases of a line from left to right; none overlaps another."""
    found, place = [], 0
    while place < len(words):
        phrase = _at(words, place)
        if phrase is not None:
            found.append(phrase)
        place = phrase.after if phrase else place + 1
    return found


def chosen(found: list[Found]) -> list[Found]:
    """Return the phrases that may be meant; more than one when nobody can tell which."""
    strong = [phrase for phrase in found if phrase.is_strong]
    return strong or found[-1:]


def _at(words: Tokens, place: int) -> Found | None:
    prefix, start = _prefix(words, place)
    if prefix in ("within", "in"):
        span = span_at(words, start)
        if span is not None:
            return Found(place, span[1], prefix, span=span[0])
    if not prefix:
        return _unprefixed(words, place)
    return _moment(words, place, start, prefix)


def _prefix(words: Tokens, place: int) -> tuple[str, int]:
    if [word(words, place + n) for n in range(3)] in (["no", "later", "than"], ["not", "later", "than"]):
        return "by", place + 3
    text = word(words, place)
    return (text, place + 1) if text in (*STRONG, *WEAK) else ("", place)


def _unprefixed(words: Tokens, place: int) -> Found | None:
    """Return a phrase that nothing introduces: a day beyond doubt, or a day with its time."""
    phrase = _moment(words, place, place, "")
    if phrase is None or (phrase.day is None and phrase.end is None):
        return None
    text = word(words, place)
    sure = text in SURE or (is_weekday(text) and len(text) > 3) or phrase.end is not None
    return phrase if sure or phrase.clock is not None else None


def _moment(words: Tokens, first: int, start: int, prefix: str) -> Found | None:
    """Return an end with or without a day, a day with or without a time, or a time with or without a day."""
    if (end := end_at(words, start)) is not None:
        day = day_at(words, end[1] + (word(words, end[1]) == "on"))
        return Found(first, day[1] if day else end[1], prefix, end=end[0], day=day[0] if day else None)
    if (day := day_at(words, start)) is not None:
        return _after_day(words, first, prefix, *day)
    if (clock := time_at(words, start)) is None:
        return None
    day = day_at(words, clock[1] + (word(words, clock[1]) == "on"))
    return Found(first, day[1] if day else clock[1], prefix, clock=clock[0], day=day[0] if day else None)


def _after_day(words: Tokens, first: int, prefix: str, day: Day, after: int) -> Found:
    place = after + (word(words, after) in ("at", "by"))
    if (clock := time_at(words, place)) is not None:
        return Found(first, clock[1], prefix, day=day, clock=clock[0])
    if (end := end_at(words, after)) is not None and end[0].unit == "day":
        return Found(first, end[1], prefix, day=day, end=end[0])
    return Found(first, after, prefix, day=day)
