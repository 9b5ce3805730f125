"""A statement that Django puts together once in the life of a process; each asking only fills in what differs.

Django takes longer to put a statement together than an engine to answer it. What differs are whole numbers and
instants; what else decides what is asked (who may see what) is another statement. `Counted` counts, `Rows` gives what
its query would have given.

This stands on how Django is made inside (docs/decisions/0023). Where that is otherwise, the statement is put together
anew each time, which is slower and right; `plain` then names it, and a test fails.
"""

from collections.abc import Callable, Sequence
from copy import copy
from datetime import UTC, datetime
from typing import Any, cast

import structlog
from django.db import connection
from django.db.models import QuerySet, Value

FIRST = -2_000_000_000  # of the numbers that stand in: fits every column and is the key of no row
LONG_AGO = 9000  # year of the instants that stand in
Statement = tuple[str, Sequence[Any]]
INSIDE = (AttributeError, TypeError)  # what a Django that is made otherwise inside would raise

log = structlog.get_logger()
plain: set[str] = set()  # statements that are put together anew each time


class Blanks:
    """The stand-ins of a statement by name, and its values filled in with others in their places."""

    def __init__(self, numbers: Sequence[str], instants: Sequence[str]) -> None:
        self.given: dict[str, Any] = {name: FIRST - place for place, name in enumerate(numbers)}
        self.given |= {name: datetime(LONG_AGO + place, 1, 1, tzinfo=UTC) for place, name in enumerate(instants)}
        self._names = {_sent(value): name for name, value in self.given.items()}
        self._places: list[tuple[str, Any]] = []

    def learn(self, values: Sequence[Any]) -> None:
        """Learn which values of the statement stand in for what; raise TypeError where one of them stands nowhere."""
        self._places = [(self._name(value), value) for value in values]
        lost = self.given.keys() - {name for name, _ in self._places}
        if lost:
            raise TypeError(f"the statement holds no value for {', '.join(sorted(lost))}")

    def fill(self, given: dict[str, Any]) -> list[Any]:
        """Return the values for one asking."""
        sent = {name: _sent(value) for name, value in given.items()}
        return [sent[name] if name else value for name, value in self._places]

    def _name(self, value: object) -> str:
        return self._names.get(value, "") if type(value) in (int, str, datetime) else ""


def _sent(value: Any) -> Any:
    return connection.ops.adapt_datetimefield_value(value) if isinstance(value, datetime) else value


class Counted:
    """`build` returns `counting(…)` for numbers by name; it is called once, with stand-ins for them."""

    def __init__(self, build: Callable[..., Statement], *numbers: str) -> None:
        self._build, self._blanks = build, Blanks(numbers, ())
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
    """`build` returns a query for numbers and instants by name; it is called once, with stand-ins for them."""

    def __init__(
        self, build: Callable[..., QuerySet[Any, Row]], numbers: Sequence[str] = (), instants: Sequence[str] = ()
    ) -> None:
        self._build, self._numbers, self._instants = build, numbers, instants
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
        blanks = Blanks(self._numbers, self._instants)
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
