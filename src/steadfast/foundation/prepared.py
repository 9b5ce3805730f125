"""A statement that Django puts together once in the life of a process; each asking only fills its numbers in.

For rows of plain numbers and texts: an instant or a truth comes as the engine gives it. What differs with each asking
are whole numbers; what else decides what is asked (who may see what) is another statement.
"""

from collections.abc import Callable, Sequence
from typing import Any

from django.db import connection
from django.db.models import QuerySet, Value

STAND_IN = -2_000_000_000  # fits every whole number of a database and is none that a row has
Statement = tuple[str, Sequence[Any]]


class Prepared:
    """`build` returns the statement for numbers by name; it is called once with stand-ins for them."""

    def __init__(self, build: Callable[..., Statement], *names: str) -> None:
        self._build = build
        self._places = {STAND_IN - place: name for place, name in enumerate(names)}
        self._text = ""
        self._filled: list[tuple[str, Any]] = []

    def rows(self, **numbers: int) -> list[tuple[Any, ...]]:
        """Return the rows for these numbers."""
        if not self._text:
            text, values = self._build(**{name: number for number, name in self._places.items()})
            self._filled = [(self._name(value), value) for value in values]
            self._text = text
        with connection.cursor() as cursor:
            cursor.execute(self._text, [numbers[name] if name else value for name, value in self._filled])
            found: list[tuple[Any, ...]] = cursor.fetchall()
            return found

    def _name(self, value: object) -> str:
        return self._places.get(value, "") if type(value) is int else ""


def counting(*queries: QuerySet[Any, Any], most: int | None = None) -> Statement:
    """Return the statement of one row: how many each query finds, each counted up to `most`."""
    one = {"one": Value(1)}  # and no column, so that an index may be all that is read
    made = [rows.order_by().values(**one)[:most].query.sql_with_params() for rows in queries]
    texts = [f"(SELECT COUNT(*) FROM ({text}) AS found)" for text, _ in made]
    return f"SELECT {', '.join(texts)}", [value for _, values in made for value in values]
