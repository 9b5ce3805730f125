"""What a promise line is drawn from: the stretches of time before due, and the times that they are looked at with."""

from datetime import datetime, tzinfo
from typing import Literal, NamedTuple

Mark = Literal["off", "used", "left", "pause", "over"]


class Stretch(NamedTuple):
    """Time between two epoch seconds: its mark, its open seconds, and why it waited."""

    mark: Mark
    start: int
    end: int
    seconds: int
    note: str = ""


class Times(NamedTuple):
    """When it falls due, until when it is looked at (now, or when it was done), and in whose zone times are said."""

    due: datetime
    until: datetime
    zone: tzinfo
    done: bool
