"""The text of a mail in parts, shown or folded; joined they are the text itself, character by character."""

from collections.abc import Iterator
from dataclasses import dataclass

from steadfast.domain.mail.quoting.classes import classes
from steadfast.domain.mail.quoting.rules import new_lines

MOST_LINES = 5_000  # behind which nothing is looked at: it is shown as it is


@dataclass(frozen=True, slots=True)
class Part:
    """A run of lines with their ends."""

    text: str
    folded: bool


@dataclass(frozen=True, slots=True)
class Split:
    """A mail's text in parts."""

    parts: tuple[Part, ...]

    @property
    def whole(self) -> str:
        """The text as it was given."""
        return "".join(part.text for part in self.parts)

    @property
    def new(self) -> str:
        """What is shown: without empty lines at its ends."""
        return _trimmed("".join(part.text for part in self.parts if not part.folded))

    @property
    def folded(self) -> str:
        """What is folded."""
        return _trimmed("".join(part.text for part in self.parts if part.folded))


def split(text: str) -> Split:
    """Split the text of a mail into what is new and what is folded, by lines."""
    lines = text.splitlines(keepends=True)
    looked_at = [line.rstrip("\r\n") for line in lines[:MOST_LINES]]
    new = set(new_lines(classes(looked_at))) | set(range(MOST_LINES, len(lines)))
    return Split(tuple(_parts(lines, new)))


def _parts(lines: list[str], new: set[int]) -> Iterator[Part]:
    run: list[str] = []
    for at, line in enumerate(lines):
        if run and (at in new) != (at - 1 in new):
            yield Part("".join(run), at - 1 not in new)
            run = []
        run.append(line)
    if run:
        yield Part("".join(run), len(lines) - 1 not in new)


def _trimmed(text: str) -> str:
    """Return a text without empty lines at its beginning, and without space at its end."""
    lines = text.rstrip().splitlines(keepends=True)
    while lines and not lines[0].strip():
        lines.pop(0)
    return "".join(lines)
