"""A name that a file gives in two columns, offered as a third one: "First Name + Last Name"."""

from dataclasses import replace

from steadfast.apps.imports.reading.table import Rows, Table

PAIRS = (
    ("first name", "last name"),
    ("firstname", "lastname"),
    ("first name", "surname"),
    ("given name", "surname"),
    ("given name", "family name"),
    ("vorname", "nachname"),
    ("vorname", "name"),
)


def with_names(table: Table) -> Table:
    """Return a table with a column more where it has the two parts of a name, each once."""
    plain = [" ".join(name.casefold().replace("_", " ").split()) for name in table.columns]
    for first, last in PAIRS:
        if plain.count(first) == plain.count(last) == 1:
            one, other = plain.index(first), plain.index(last)
            called = f"{table.columns[one]} + {table.columns[other]}"
            return replace(table, columns=(*table.columns, called), rows=_joined(table.rows, one, other))
    return table


def _joined(rows: Rows, one: int, other: int) -> Rows:
    for number, texts in rows:
        yield number, [*texts, f"{texts[one].strip()} {texts[other].strip()}".strip()]
