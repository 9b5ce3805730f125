"""The language of who reads: the domain says whole sentences in English, the shell finds the reader's words for them.

say("%(late)s late", late="35 min")       one sentence with named places; never put together from parts
say_n("%(n)s step", "%(n)s steps", n)     the same with a count, whose form the reader's language chooses
known("kept late")                        a word that is stored as data; `say(verdict)` says it where it is shown

Facts are kept as data or in English and said when they are shown; nothing that `say` returned is written down.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def _one(message: str) -> str:
    return message


def _many(one: str, many: str, n: int) -> str:
    return one if n == 1 else many


@dataclass(frozen=True, slots=True)
class Language:
    """Words of one language; weekdays begin with Monday. `marks`: those of its numbers by the code points of ours."""

    code: str = "en"
    one: Callable[[str], str] = _one
    many: Callable[[str, str, int], str] = _many
    weekdays: tuple[str, ...] = WEEKDAYS
    days: tuple[str, ...] = tuple(name[:3] for name in WEEKDAYS)
    months: tuple[str, ...] = MONTHS
    short_months: tuple[str, ...] = tuple(name[:3] for name in MONTHS)
    marks: Mapping[int, str] = field(default_factory=dict)
    day_month: str = "%(day)s %(month)s"
    day_month_year: str = "%(day)s %(month)s %(year)s"


ENGLISH = Language()
_reader: Callable[[], Language] = lambda: ENGLISH  # noqa: E731 - a place for what the shell gives


def speak(reader: Callable[[], Language]) -> None:
    """Take from now on the language that `reader` returns at each call; the shell does so once, when it starts."""
    global _reader
    _reader = reader


def reader() -> Language:
    """Return the language of who reads now."""
    return _reader()


def say(message: str, /, **values: object) -> str:
    """Return a sentence in the reader's language with its values in place."""
    words = _reader().one(message) if message else ""  # of nothing a catalog says its own header
    return words % values if values else words


def say_n(one: str, many: str, n: int, /, **values: object) -> str:
    """Return the form of a sentence that fits a count; `n` stands in it as people write it."""
    return _reader().many(one, many, n) % {"n": count(n), **values}


def known(word: str) -> str:
    """Mark a stored word for the catalog, and return it as it is stored."""
    return word


def count(number: int) -> str:
    """Return 2,044 as the reader groups it."""
    return f"{number:,}".translate(_reader().marks)


def opening(words: str) -> str:
    """Return words as they begin a line: with a capital."""
    return words[:1].upper() + words[1:]


def listed(words: Sequence[str]) -> str:
    """Return "a, b and c"."""
    if len(words) < 2:
        return "".join(words)
    return say("%(most)s and %(last)s", most=", ".join(words[:-1]), last=words[-1])


def either(words: Sequence[str]) -> str:
    """Return "a, b or c"."""
    if len(words) < 2:
        return "".join(words)
    return say("%(most)s or %(last)s", most=", ".join(words[:-1]), last=words[-1])


def weekday(day: date) -> str:
    """Return Monday."""
    return _reader().weekdays[day.weekday()]


def short_weekday(day: date) -> str:
    """Return Mon."""
    return _reader().days[day.weekday()]


def short_day(day: int, month: int) -> str:
    """Return 4 Dec."""
    now = _reader()
    return now.day_month % {"day": day, "month": now.short_months[month - 1]}


def day_of_month(day: date) -> str:
    """Return 4 Dec."""
    return short_day(day.day, day.month)


def day_of_year(day: date) -> str:
    """Return 4 Dec 2026."""
    now = _reader()
    return now.day_month_year % {"day": day.day, "month": now.short_months[day.month - 1], "year": day.year}


def long_day_of_year(day: date) -> str:
    """Return 4 December 2026."""
    now = _reader()
    return now.day_month_year % {"day": day.day, "month": now.months[day.month - 1], "year": day.year}


def month_of_year(day: date) -> str:
    """Return Dec 2026."""
    return f"{_reader().short_months[day.month - 1]} {day.year}"


def month_name(day: date) -> str:
    """Return December."""
    return _reader().months[day.month - 1]


def month_in_full(day: date) -> str:
    """Return December 2026."""
    return f"{month_name(day)} {day.year}"


def plain(number: float) -> str:
    """Return a number with as many decimals as it has: 75, 87.5, 2,044."""
    return f"{number:,g}".translate(_reader().marks)


def decimal(number: float, places: int) -> str:
    """Return a number with so many decimals: 1,204.5."""
    return f"{number:,.{places}f}".translate(_reader().marks)
