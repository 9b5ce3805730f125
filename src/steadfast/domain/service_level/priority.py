"""Priority from impact and urgency, each 1 (high) to 3 (low): min(impact + urgency - 1, 4).

            urgency   1 now   2 soon   3 can wait
impact 1 a whole site   P1      P2       P3
       2 a team         P2      P3       P4
       3 one person     P3      P4       P4
"""

from collections.abc import Mapping

from steadfast.domain.language import known, say

LEVELS = (1, 2, 3)
PRIORITIES = ("P1", "P2", "P3", "P4")
IMPACTS: Mapping[int, str] = {1: known("a whole site"), 2: known("a team"), 3: known("one person")}
URGENCIES: Mapping[int, str] = {1: known("now"), 2: known("soon"), 3: known("can wait")}


def priority(impact: int, urgency: int) -> str:
    """Return "P1" to "P4"; ValueError when impact or urgency is not 1, 2 or 3."""
    for name, level in (("impact", impact), ("urgency", urgency)):
        if level not in LEVELS:
            raise ValueError(f"{name} must be 1, 2 or 3, not {level!r}")
    return f"P{min(impact + urgency - 1, 4)}"


def in_words(impact: int, urgency: int) -> str:
    """Return "a team, soon": why a ticket has its priority."""
    return f"{say(IMPACTS.get(impact, str(impact)))}, {say(URGENCIES.get(urgency, str(urgency)))}"
