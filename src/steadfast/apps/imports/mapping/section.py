"""One table of a mapping, read key by key; whatever nobody asked for is refused, with the nearest name."""

import difflib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

MISSING: Any = object()


class BadMapping(ValueError):
    """A mapping that cannot be read. `file`, `table` and `key` name the place."""

    def __init__(self, file: str, table: str, key: str, message: str) -> None:
        self.file, self.table, self.key, self.message = file, table, key, message
        place = ", ".join(part for part in (file, f"[{table}]" if table else "", key) if part)
        super().__init__(f"{place}: {message}")


class Section:
    """A table of the file. Each key is taken once; `done` refuses what is left."""

    def __init__(self, file: str, table: str, body: Mapping[str, Any]) -> None:
        self.file, self.table, self._left = file, table, dict(body)
        self._known: list[str] = []

    def wrong(self, key: str, message: str) -> BadMapping:
        """Return an error at a key of this table."""
        return BadMapping(self.file, self.table, key, message)

    def take(self, key: str, default: Any = MISSING) -> Any:
        """Return the value of a key and cross it off."""
        self._known.append(key)
        if key in self._left:
            return self._left.pop(key)
        if default is MISSING:
            raise self.wrong(key, "is missing")
        return default

    def text(self, key: str, default: Any = MISSING, among: Iterable[str] = ()) -> str:
        """Return a text, one of `among` where that is given."""
        return self.as_text(key, self.take(key, default), among)

    def texts(self, key: str, default: Any = MISSING) -> tuple[str, ...]:
        """Return a list of texts; one alone may stand without brackets."""
        value = self.take(key, default)
        return tuple(self.as_text(key, item) for item in (value if isinstance(value, list | tuple) else [value]))

    def section(self, key: str) -> "Section":
        """Return a table below this one, empty where there is none."""
        return Section(self.file, f"{self.table}.{key}".strip("."), self.table_at(key))

    def table_at(self, key: str) -> dict[str, Any]:
        """Return a table below this one as it is, empty where there is none."""
        value = self.take(key, {})
        if not isinstance(value, dict):
            raise self.wrong(key, "must be a table")
        return value

    def rest(self) -> Iterator[tuple[str, Any]]:
        """Take all that is left, key by key."""
        for key in list(self._left):
            yield key, self._left.pop(key)

    def done(self) -> None:
        """Refuse keys that mean nothing."""
        for key in self._left:
            raise self.wrong(key, f"means nothing here{meant(key, self._known)}")

    def as_text(self, key: str, value: Any, among: Iterable[str] = ()) -> str:
        """Return a value that must be a text."""
        if not isinstance(value, str):
            raise self.wrong(key, f"must be a text, not {value!r}")
        if (words := tuple(among)) and value not in words:
            raise self.wrong(key, f"is {value!r}; it can be {', '.join(words)}{meant(value, words)}")
        return value


def meant(word: str, words: Iterable[str]) -> str:
    """Return a question for the nearest of some words, or "" where none is near."""
    near = difflib.get_close_matches(word, list(words), 1, 0.6)
    return f"; did you mean {near[0]}?" if near else ""
