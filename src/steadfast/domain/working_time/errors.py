"""The one error of working time: a stable code for programs, a field and a sentence for people."""


class CalendarError(ValueError):
    """A calendar, a duration or an instant that must be refused.

    Codes: empty-calendar, unknown-time-zone, bad-time, bad-day, bad-date, negative-duration; besides
    bad-shape (the wrong kind of value), naive-instant (no time zone) and out-of-range (see `table.py`).
    """

    def __init__(self, code: str, field: str, message: str) -> None:
        super().__init__(code, field, message)
        self.code = code
        self.field = field
        self.message = message

    def __str__(self) -> str:
        return f"{self.field}: {self.message}"


def shown(value: object) -> str:
    """The value as a message quotes it, cut so that a hostile one cannot flood a page."""
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}..."
