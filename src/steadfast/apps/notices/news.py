"""News: what happened, before it is anybody's notice."""

from collections.abc import Mapping
from dataclasses import dataclass, field

type About = Mapping[str, int | str]


@dataclass(frozen=True, slots=True)
class News:
    """What happened, by the `key` of the thing; `by`: who did it, whom it is never told to."""

    kind: str
    key: str
    subject_id: int | None = None
    by: int | None = None
    about: About = field(default_factory=dict)
    once: bool = False  # it happens once for ever: read, it is not told again
