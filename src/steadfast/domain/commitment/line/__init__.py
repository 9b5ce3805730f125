"""The promise line: one promise as a row of pieces on a scale of 0 to 100, to be drawn at any size.

Due stands at the same place on every line, so that in a list the eye sees one column of dues and what sticks out of it.
The same line serves a list row, a ticket and a letter; its label says in words what the picture shows.
"""

from steadfast.domain.commitment.line.drawing import Line, Piece
from steadfast.domain.commitment.line.sources import draw, of_clock
from steadfast.domain.commitment.line.stretches import Mark

__all__ = ["Line", "Mark", "Piece", "draw", "of_clock"]
