"""Numbers in addresses: <number:…> matches what a primary key can hold; a larger one is a 404, not an error."""

from django.urls.converters import IntConverter, register_converter

LARGEST = 2**63 - 1


class Number(IntConverter):
    """A whole number from 1 to 2⁶³ − 1."""

    regex = "[0-9]{1,19}"

    def to_python(self, value: str) -> int:
        number = int(value)
        if not 1 <= number <= LARGEST:
            raise ValueError("no key has this number")
        return number


def register() -> None:
    """Make <number:…> known to every urls.py."""
    register_converter(Number, "number")
