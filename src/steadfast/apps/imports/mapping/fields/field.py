"""A field of ours: how the text in its column is read."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Field:
    """One field. `reads` says what its values are:

    name     one line of text, spaces put in order
    text     any text, lines kept
    instant  a moment (UTC)
    day      a date
    count    a whole number from 0 to 9999
    number   a decimal number
    flag     yes or no
    code     one of `words`, or any word where there are none

    `late`: its default holds for what names none in any of its rows, not for a single row.
    `needed`: a mapping must name its column or give a default. `filled`: no row may leave it empty. `longest`: of its
    text, in characters. `about`: what it is, for the page that maps columns and for the reference.
    """

    name: str
    reads: str = "name"
    needed: bool = False
    filled: bool = False
    longest: int = 200
    words: tuple[str | int, ...] = ()
    late: bool = False
    about: str = ""
