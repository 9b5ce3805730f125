"""The end of open hours: close of business, cob, end of day, end of the week, end of next month."""

from dataclasses import dataclass
from datetime import date, timedelta

from steadfast.domain.commitment.months import months_on
from steadfast.domain.commitment.typed_promise.tokens import Tokens, word

SHORT = {"cob": "day", "eob": "day", "eod": "day", "eow": "week", "eom": "month"}
UNITS = {"business": "day", "day": "day", "week": "week", "month": "month", "year": "year"}


@dataclass(frozen=True, slots=True)
class End:
    """The end of a day, week, month or year; of the next one where that was said."""

    unit: str
    of_next: bool = False

    def days(self, today: date) -> tuple[date, date]:
        """Return the first and the last day of what ends."""
        if self.unit == "day":
            first = today + timedelta(days=self.of_next)
            return first, first
        if self.unit == "week":
            first = today + timedelta(days=7 * self.of_next - today.weekday())
            return first, first + timedelta(days=6)
        first = self._first(today)
        months = 12 if self.unit == "year" else 1
        return first, months_on(first, months) - timedelta(days=1)

    def _first(self, today: date) -> date:
        if self.unit == "year":
            return date(today.year + self.of_next, 1, 1)
        return months_on(today.replace(day=1), int(self.of_next))


def end_at(words: Tokens, place: int) -> tuple[End, int] | None:
    """Return the end that is named at a place and the place after it."""
    if (short := SHORT.get(word(words, place))) is not None:
        return End(short), place + 1
    place += word(words, place) == "the"
    if word(words, place) not in ("end", "close") or word(words, place + 1) != "of":
        return None
    place += 2 + (word(words, place + 2) == "the")
    of_next = word(words, place) == "next"
    place += word(words, place) in ("this", "next")
    unit = UNITS.get(word(words, place))
    return None if unit is None else (End(unit, of_next), place + 1)
