"""Where a picture stands in what somebody wrote: a mark with the name of a file of the same message.

`pieces` gives a text in the order in which a page shows it; the words alone are whole without it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from steadfast.apps.desk.models import Attachment
from steadfast.domain.mail.pictures import mark


@dataclass(frozen=True, slots=True)
class Piece:
    """Words, or a picture."""

    text: str = ""
    picture: Attachment | None = None


def pieces(text: str, files: Sequence[Attachment]) -> list[Piece]:
    """Return a text with each of its pictures in the first place that names it."""
    found = [Piece(text)]
    for file in files:
        if file.is_picture:
            found = [piece for each in found for piece in _cut(each, file, found)]
    return [each for each in found if each.picture or each.text.strip()]


def _cut(piece: Piece, file: Attachment, among: Sequence[Piece]) -> Iterator[Piece]:
    first = next((each for each in among if mark(file.name) in each.text), None)
    if piece is not first:
        yield piece
        return
    before, _, after = piece.text.partition(mark(file.name))
    yield from (Piece(before.rstrip()), Piece(picture=file), Piece(after.lstrip("\n")))
