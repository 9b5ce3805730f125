"""A statement that Django puts together once in the life of a process; each asking only fills in what differs.

Django takes longer to put a statement together than an engine to answer it. What differs are whole numbers, instants,
words and lists of numbers up to a length; what else decides what is asked (who may see what) is another statement.
`Counted` counts, `Rows` gives what its query would have given.

This stands on how Django is made inside (docs/decisions/0023). Where that is otherwise, the statement is put together
anew each time, which is slower and right; `plain` then names it, and a test fails.
"""

from collections.abc import Callable, Mapping, Sequence
from copy import copy
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any, cast

import structlog
from django.db import connection
from django.db.models import QuerySet, Value

FIRST = -2_000_000_000  # of the numbers that stand in: fits every column and is the key of no row
WORD = "a word that stands in "  # and its place
LONG_AGO = 9000  # year of the instants that stand in
NO_LISTS: Mapping[str, int] = MappingProxyType({})
Statement = tuple[str, Sequence[Any]]
INSIDE = (AttributeError, TypeError)  # what a Django that is made otherwise inside would raise

log = structlog.get_logger()
plain: set[str] = set()  # statements that are put together anew each time


class Blanks:
    """The stand-ins of a statement by name, and its values filled in with others in their places."""

    def __init__(
        self,
        numbers: Sequence[str],
        instants: Sequence[str] = (),
        lists: Mapping[str, int] = NO_LISTS,
        words: Sequence[str] = (),
    ) -> None:
        self._lists = {name: [f"{name} {place}" for place in range(length)] for name, length in lists.items()}
        whole = [*numbers, *(part for parts in self._lists.values() for part in parts)]
        sent: dict[str, Any] = {name: FIRST - place for place, name in enumerate(whole)}
        sent |= {name: datetime(LONG_AGO + place, 1, 1, tzinfo=UTC) for place, name in enumerate(instants)}
        sent |= {name: f"{WORD}{place}" for place, name in enumerate(words)}
        self._names = {_sent(value): name for name, value in sent.items()}
        self.given: dict[str, Any] = {name: sent[name] for name in (*numbers, *instants, *words)}
        self.given |= {name: [sent[part] for part in parts] for name, parts in self._lists.items()}
        self._places: list[tuple[str, Any]] = []

    def holds(self, given: Mapping[str, Any]) -> bool:
        """Tell whether these lists are as short as the statement takes them, and none is empty."""
        return all(0 < len(given[name]) <= len(parts) for name, parts in self._lists.items())

    def learn(self, values: Sequence[Any]) -> None:
        """Learn which values of the statement stand in for what; raise TypeError where one of them stands nowhere."""
        self._places = [(self._name(value), value) for value in values]
        lost = set(self._names.values()) - {name for name, _ in self._places}
        if lost:
            raise TypeError(f"the statement holds no value for {', '.join(sorted(lost))}")

    def fill(self, given: dict[str, Any]) -> list[Any]:
        """Return the values for one asking."""
        sent = {name: _sent(value) for name, value in given.items() if name not in self._lists}
        for name, parts in self._lists.items():  # a shorter one is filled up with its first
            sent |= dict.fromkeys(parts, given[name][0]) | dict(zip(parts, given[name], strict=False))
        return [sent[name] if name else value for name, value in self._places]

    def _name(self, value: object) -> str:
        # Not their types alone: psycopg's own kinds of numbers are whole numbers, too.
        return self._names.get(value, "") if isinstance(value, int | str | datetime) else ""


def _sent(value: Any) -> Any:
    return connection.ops.adapt_datetimefield_value(value) if isinstance(value, datetime) else value


class Counted:
    """`build` returns `counting(…)` for numbers by name; it is called once, with stand-ins for them."""

    def __init__(self, build: Callable[..., Statement], *numbers: str) -> None:
        self._build, self._blanks = build, Blanks(numbers)
        self._text = ""

    def row(self, **numbers: int) -> tuple[int, ...]:
        """Return how many each of its queries finds for these numbers."""
        text, values = self._statement(numbers)
        with connection.cursor() as cursor:
            cursor.execute(text, values)
            return cast("tuple[int, ...]", cursor.fetchone())

    def _statement(self, numbers: dict[str, int]) -> Statement:
        name = _name_of(self._build)
        if not self._text and name not in plain:
            text, values = self._build(**self._blanks.given)
            try:
                self._blanks.learn(values)
                self._text = text
            except INSIDE as error:
                _go_plain(name, str(error))
        return (self._text, self._blanks.fill(numbers)) if self._text else self._build(**numbers)


class Rows[Row]:
    """`build` returns a query for what differs by name; it is called once, with stand-ins for that.

    `lists`: names of lists of numbers and how long they usually are; a longer one is asked as any query is.
    """

    def __init__(
        self,
        build: Callable[..., QuerySet[Any, Row]],
        numbers: Sequence[str] = (),
        instants: Sequence[str] = (),
        lists: Mapping[str, int] = NO_LISTS,
        words: Sequence[str] = (),
    ) -> None:
        self._build, self._kinds = build, (numbers, instants, lists, words)
        self._made: tuple[QuerySet[Any, Row], Any, str, Blanks] | None = None

    def rows(self, **given: Any) -> list[Row]:
        """Return the rows for these values."""
        name = _name_of(self._build)
        if name not in plain:
            try:
                return self._filled_in(given)
            except INSIDE as error:
                _go_plain(name, str(error))
        return list(self._build(**given))

    def _filled_in(self, given: dict[str, Any]) -> list[Row]:
        """Return the rows by the statement put together once; raise TypeError where Django did not ask for it."""
        queryset, compiler, text, blanks = self._made = self._made or self._put_together()
        if not blanks.holds(given):
            return list(self._build(**given))
        asking, found, asked = copy(compiler), queryset.all(), []

        def as_sql(*_: Any, **__: Any) -> Statement:
            asked.append(text)
            return text, blanks.fill(given)

        asking.as_sql, asking.connection = as_sql, connection
        found.query.get_compiler = lambda *_, **__: asking  # type: ignore[method-assign]
        rows = list(found)
        if not asked:
            raise TypeError("Django asked another compiler")
        return rows

    def _put_together(self) -> tuple[QuerySet[Any, Row], Any, str, Blanks]:
        blanks = Blanks(*self._kinds)
        queryset = self._build(**blanks.given)
        compiler = queryset.query.get_compiler(connection=connection)
        text, values = compiler.as_sql()
        blanks.learn(values)
        return queryset, compiler, text, blanks


def _name_of(build: Callable[..., Any]) -> str:
    return f"{build.__module__}.{build.__qualname__}"


def _go_plain(name: str, why: str) -> None:
    """Put a statement together anew from now on, and say so once."""
    plain.add(name)
    log.warning("put together anew each time", statement=name, why=why)


def counting(*queries: QuerySet[Any, Any], most: int | None = None) -> Statement:
    """Return the statement of one row: how many each query finds, each counted up to `most`."""
    one = {"one": Value(1)}  # and no column, so that an index may be all that is read
    made = [rows.order_by().values(**one)[:most].query.sql_with_params() for rows in queries]
    texts = [f"(SELECT COUNT(*) FROM ({text}) AS found)" for text, _ in made]
    return f"SELECT {', '.join(texts)}", [value for _, values in made for value in values]
