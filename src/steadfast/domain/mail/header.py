"""The header fields of a message: looked up in any case, each as often as it came, in the order in which it came."""

from collections.abc import Iterable
from dataclasses import dataclass

type Field = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Header:
    """Fields as (name, value), unfolded and decoded."""

    fields: tuple[Field, ...] = ()

    @classmethod
    def of(cls, fields: Iterable[Field]) -> "Header":
        """Return a header of fields whose names are kept in small letters."""
        return cls(tuple((name.lower(), value) for name, value in fields))

    def all(self, name: str) -> list[str]:
        """Return every value of a field."""
        wanted = name.lower()
        return [value for known, value in self.fields if known == wanted]

    def first(self, name: str) -> str:
        """Return the first value of a field, "" where it is missing."""
        wanted = name.lower()
        return next((value for known, value in self.fields if known == wanted), "")

    def has(self, name: str) -> bool:
        """Tell whether a field is there, empty or not."""
        wanted = name.lower()
        return any(known == wanted for known, _ in self.fields)
