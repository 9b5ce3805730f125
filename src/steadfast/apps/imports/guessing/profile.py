"""The profile of a file: its columns, a few values of each, and all words of those that have few."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from steadfast.apps.imports.fault import Fault, shortened
from steadfast.apps.imports.guessing import dates
from steadfast.apps.imports.reading import Form, open_table

LOOKED_AT = 10_000  # rows
SAMPLES = 3
FEW = 60  # different words of a column that are listed


@dataclass(frozen=True, slots=True)
class Column:
    """`samples`: its first different values. `words`: all of them where they are few, else none.

    `forms`: how its dates may be written, by all values that were looked at; none where it holds no dates.
    """

    name: str
    samples: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    repeats: bool = False  # some value stands in several rows
    forms: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Profile:
    """`rows`: how many were looked at; there may be more."""

    columns: list[Column]
    rows: int
    format: str
    typed: bool

    def body(self) -> dict[str, Any]:
        """Return it as it is kept."""
        return asdict(self)

    def column(self, name: str) -> Column | None:
        """Return a column by its name."""
        return next((column for column in self.columns if column.name == name), None)

    def chosen(self, source: Any) -> str:
        """Return which column a mapping means, of one or several names: the first that is there."""
        names = [source] if isinstance(source, str) else [str(name) for name in source]
        return next((name for name in names if self.column(name)), "")


def of(path: Path, form: Form | None = None) -> Profile:
    """Return the profile of a file. Fault says what is wrong with it as a whole."""
    table = open_table(path, form)
    seen: list[dict[str, None]] = [{} for _ in table.columns]
    repeats, rows = [False] * len(table.columns), 0
    for _, texts in islice(table.rows, LOOKED_AT):
        rows += 1
        for place, text in enumerate(texts):
            words = seen[place]
            if text in words:
                repeats[place] = True
            elif text.strip() and len(words) <= LOOKED_AT:
                words[text] = None
    if not rows:
        raise Fault("the file has a header but no rows")
    columns = [_column(*each) for each in zip(table.columns, seen, repeats, strict=True)]
    return Profile(columns, rows, table.form.format, table.typed)


def kept(body: Mapping[str, Any]) -> Profile:
    """Return a profile that was kept."""
    columns = [Column(**column) for column in body["columns"]]
    return Profile(columns, body["rows"], body["format"], body["typed"])


def _column(name: str, seen: Mapping[str, None], repeats: bool) -> Column:
    samples = [shortened(text) for text in islice(seen, SAMPLES)]
    return Column(name, samples, sorted(seen) if len(seen) <= FEW else [], repeats, dates.forms(list(seen)))
