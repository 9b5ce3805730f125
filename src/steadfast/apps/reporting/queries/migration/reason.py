"""A reason why the source and we differ on a ticket."""

from dataclasses import dataclass

from steadfast.domain.language import known

UNKNOWN = known("no rule found")


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason in short, the same for all tickets of its kind, and in full for this one."""

    short: str
    words: str
