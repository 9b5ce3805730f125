"""Rules: when something happens, if this holds, then do that. Data with a version, and no language.

A rule is checked when it is written, answers for every ticket, and never sees what a rule did.
"""

from steadfast.domain.automation.rules.guard import MOST_AN_HOUR, TICKETS, overruns, own, spreads
from steadfast.domain.automation.rules.match import Facts, failing, matches
from steadfast.domain.automation.rules.rule import (
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
    "VERSION",
    "WHENS",
    "Asked",
    "Done",
    "Facts",
    "Fault",
    "NotARule",
    "Rule",
    "failing",
    "faults",
    "matches",
    "overruns",
    "own",
    "read",
    "spreads",
    "written",
]
