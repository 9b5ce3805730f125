"""German phrases of time as the English words that the reader knows: bis morgen 12 Uhr, in 2 Stunden, Ende der Woche.

Each word keeps its place in the line, so that what was understood is cut out of it. Nothing is judged here: a phrase
that means nothing in English words means nothing.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from steadfast.domain.commitment.typed_promise.tokens import Token, Tokens, word

# The longest phrase that fits is taken; an empty translation leaves a word out.
PHRASES: Mapping[tuple[str, ...], tuple[str, ...]] = {
    tuple(german.split()): tuple(english.split())
    for german, english in {
        "bis": "by",
        "bis zum": "by",
        "bis zur": "by",
        "bis spätestens": "by",
        "spätestens": "by",
        "vor": "before",
        "innerhalb von": "within",
        "binnen": "within",
        "am": "on",
        "um": "at",
        "gegen": "at",
        "heute": "today",
        "morgen": "tomorrow",
        "übermorgen": "day after tomorrow",
        "gestern": "yesterday",
        "diesen": "this",
        "nächsten": "next",
        "kommenden": "coming",
        "mittag": "noon",
        "ende der woche": "end of week",
        "ende nächster woche": "end of next week",
        "ende des monats": "end of month",
        "monatsende": "end of month",
        "ende nächsten monats": "end of next month",
        "ende des jahres": "end of year",
        "jahresende": "end of year",
        "ende des tages": "end of day",
        "geschäftsschluss": "close of business",
        "dienstschluss": "close of business",
        "feierabend": "close of business",
        "einer": "one",
        "einem": "one",
        "zwei": "two",
        "drei": "three",
        "vier": "four",
        "fünf": "five",
        "sechs": "six",
        "acht": "eight",
        "zehn": "ten",
        "zwölf": "twelve",
        "einer halben stunde": "half an hour",
        "minuten": "min",
        "stunde": "hour",
        "stunden": "hours",
        "arbeitsstunde": "working hour",
        "arbeitsstunden": "working hours",
        "tag": "day",
        "tagen": "days",
        "woche": "week",
        "wochen": "weeks",
        "oder": "or",
    }.items()
}
DAYS = ("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag")
ENGLISH_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = {
    "januar": "january", "jänner": "january", "februar": "february", "feber": "february", "märz": "march", "mai": "may",
    "juni": "june", "juli": "july", "oktober": "october", "okt": "oct", "dezember": "december", "dez": "dec",
}  # fmt: skip
WORDS = {**dict(zip(DAYS, ENGLISH_DAYS, strict=True)), "sonnabend": "saturday", **MONTHS}
LONGEST = max(len(phrase) for phrase in PHRASES)
_HOUR = re.compile(r"([0-9]{1,2})(?:[:.]([0-9]{2}))?", re.ASCII)


def in_english(words: Tokens) -> list[Token]:
    """Return the words with those of time in English; several for one of German stand at the same place."""
    return list(_english(words))


def _english(words: Sequence[Token]) -> Iterator[Token]:
    place = 0
    while place < len(words):
        hour = _HOUR.fullmatch(words[place].text)
        if hour and word(words, place + 1) == "uhr":
            yield Token(f"{hour[1]}:{hour[2] or '00'}", words[place].start, words[place + 1].end)
            place += 2
            continue
        length, texts = _phrase(words, place)
        for text in texts:
            yield Token(text, words[place].start, words[place + length - 1].end)
        place += length


def _phrase(words: Sequence[Token], place: int) -> tuple[int, tuple[str, ...]]:
    """Return how many words are taken, and what they are in English."""
    for length in range(min(LONGEST, len(words) - place), 0, -1):
        found = PHRASES.get(tuple(word(words, place + n) for n in range(length)))
        if found is not None:
            return length, found
    text = words[place].text
    return 1, (WORDS.get(text, text),)
