"""One entry of a ticket's thread: what was said, or what happened, as a page shows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from steadfast.apps.desk import pictures
from steadfast.apps.desk.beneath import Note
from steadfast.apps.desk.models import Attachment
from steadfast.apps.desk.pictures import Piece

LONG = 6_000  # characters


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: kind is public, heard, inside or fact; `id` is its event's, which orders the thread."""

    id: int
    kind: str
    at: datetime
    who: str
    to: str
    text: str
    until: datetime | None = None
    origin: str = ""  # the label of the ticket it was said on, when it was merged into this one
    files: Sequence[Attachment] = ()
    message: int | None = None
    notes: Sequence[Note] = ()

    @property
    def pieces(self) -> Sequence[Piece]:
        """Its words, with its pictures where they stood."""
        return pictures.pieces(self.text, self.files)

    @property
    def beside(self) -> Sequence[Attachment]:
        """The files that do not stand in its words."""
        if self.is_long:
            return self.files
        shown = [piece.picture for piece in self.pieces if piece.picture]
        return [file for file in self.files if file not in shown]

    @property
    def is_long(self) -> bool:
        """Whether only its beginning is shown."""
        return len(self.text) > LONG
