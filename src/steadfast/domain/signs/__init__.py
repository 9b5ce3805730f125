"""Signs that work goes wrong, while it can still be mended: pure rules over the facts of one ticket or one owner."""

from steadfast.domain.signs.facts import Facts, Lowered, Owed
from steadfast.domain.signs.rules import asked, signs
from steadfast.domain.signs.sign import DETECTORS, RANK, Sign

__all__ = ["DETECTORS", "RANK", "Facts", "Lowered", "Owed", "Sign", "asked", "signs"]
