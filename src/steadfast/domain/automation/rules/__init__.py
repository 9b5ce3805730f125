"""Rules: when something happens, if this holds, then do that. Data with a version, and no language.

A rule is checked when it is written, answers for every ticket, and never sees what a rule did.
"""

from steadfast.domain.automation.rules.guard import MOST_AN_HOUR, TICKETS, overruns, own, spreads
from steadfast.domain.automation.rules.match import Facts, changing, failing, matches, reprioritizes
from steadfast.domain.automation.rules.rule import (
    TIMED,
    VERSION,
    WHENS,
    Asked,
    Done,
    Fault,
    NotARule,
    Rule,
    faults,
    read,
    written,
)

__all__ = [
    "MOST_AN_HOUR",
    "TICKETS",
    "TIMED",
    "VERSION",
    "WHENS",
    "Asked",
    "Done",
    "Facts",
    "Fault",
    "NotARule",
    "Rule",
    "changing",
    "failing",
    "faults",
    "matches",
    "overruns",
    "own",
    "read",
    "reprioritizes",
    "spreads",
    "written",
]
