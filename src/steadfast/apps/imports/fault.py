"""A fault: what is wrong with a file, at which row, in which column, with which value."""

SHOWN = 80  # characters of a wrong value that are repeated back


class Fault(ValueError):
    """A file that cannot be imported as it stands. `row`: the line on which the row begins (the header is row 1)."""

    def __init__(self, message: str, *, row: int | None = None, column: str = "", value: str | None = None) -> None:
        self.row, self.column, self.value, self.message = row, column, value, message
        super().__init__(self._words())

    def _words(self) -> str:
        place = [f"row {self.row}" if self.row else "", f"column {self.column}" if self.column else ""]
        where = ", ".join(part for part in place if part)
        said = f" {shortened(self.value)!r}" if self.value is not None else ""
        return f"{where}:{said} {self.message}" if where else self.message


def shortened(value: str) -> str:
    """Return a value as it fits into a sentence."""
    return value if len(value) <= SHOWN else f"{value[:SHOWN]}… ({len(value):,} characters)"
