"""Numbers in addresses: what a primary key can hold, in the path (<number:…>) and behind it (`number_of`)."""

from functools import cache

from django.urls import reverse
from django.urls.converters import IntConverter, register_converter

LARGEST = 2**63 - 1


class Number(IntConverter):
    """A whole number from 1 to 2⁶³ − 1; a larger one is a 404, not an error."""

    regex = "[0-9]{1,19}"

    def to_python(self, value: str) -> int:
        number = number_of(value)
        if number is None:
            raise ValueError("no key has this number")
        return number


def number_of(text: str) -> int | None:
    """Return the number that a text is in plain digits; None for what no key can be."""
    if not (text.isascii() and text.isdecimal() and len(text) <= len(str(LARGEST))):
        return None
    number = int(text)
    return number if 1 <= number <= LARGEST else None


def numbered(url_name: str, number: int) -> str:
    """Return the address of a page that is named by one number, as `reverse` does, for lists that have many."""
    before, after = _around(url_name)
    return f"{before}{number}{after}"


@cache
def _around(url_name: str) -> tuple[str, str]:
    before, _, after = reverse(url_name, args=[LARGEST]).partition(str(LARGEST))
    return before, after


def register() -> None:
    """Make <number:…> known to every urls.py."""
    register_converter(Number, "number")
