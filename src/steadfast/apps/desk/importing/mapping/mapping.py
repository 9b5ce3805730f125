"""A mapping: how the log of one kind of system is written and what its columns and words mean here."""

from collections.abc import Callable
from collections.abc import Mapping as Map
from dataclasses import dataclass, field
from typing import Any

# What a column can be. Every row of a log states all of its ticket's facts as of one instant, unless its state is
# silent on some of them. Two fields may be read from one column.
KEY, TIMES = "key", ("at", "opened_at", "registered_at", "resolved_at", "closed_at")
NAMES = ("client", "contact", "team", "owner", "by", "activity", "channel", "category", "subcategory", "symptom")
CODES = ("state", "impact", "urgency", "priority", "kept")
NUMBERS = ("reopened", "reassigned")
FIELDS = (KEY, *TIMES, *CODES, *NUMBERS, *NAMES)
NEEDED = ("key", "at", "state", "impact", "urgency", "priority")
FILLED = (*NEEDED, "opened_at")  # never empty; a log may have no column for the opening at all
FACTS = ("impact", "urgency", "priority", "kept", *NUMBERS, "client", "contact", "team", "owner")
WORDS = ("channel", "category", "subcategory", "symptom")


@dataclass(frozen=True, slots=True)
class Standing:
    """What a state of the source means: a phase of ours, and while waiting, for what.

    `silent` names the facts that a row in this state does not tell, whatever its cells say: they stay as they were.
    """

    phase: str  # new | in progress | waiting | resolved | closed | unknown (the phase before goes on)
    reason: str = ""
    silent: frozenset[str] = field(default=frozenset(), compare=False)


@dataclass(frozen=True, slots=True)
class SourceAgreement:
    """By what the tickets of a source are judged: calendar and clauses in the forms that the agreements keep."""

    name: str
    calendar_name: str
    calendar: Map[str, Any]
    clauses: Map[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """One format. `columns` and the keys of the code tables are the source's words; what they map to is ours.

    A log without a column `opened_at` opens a ticket with its first row. A date that says its offset is read by that.
    `final` names the fields that hold the ticket's last value on all of its rows: a replay must not read them early.
    `names` says of a field of names how one of the source reads here.
    `titles` are tried in order, the first whose fields are all known is taken.
    """

    name: str
    columns: Map[str, str]
    date_format: str
    zone: str
    states: Map[str, Standing]
    impact: Map[str, int]
    urgency: Map[str, int]
    priority: Map[str, str]
    kept: Map[str, bool] = field(default_factory=dict)
    delimiter: str = ","
    encoding: str = "utf-8-sig"
    null: str = ""
    final: frozenset[str] = frozenset()
    names: Map[str, Callable[[str], str]] = field(default_factory=dict)
    titles: tuple[str, ...] = ("{key}",)
    no_client: str = "No client recorded"
    agreement: SourceAgreement | None = None

    def __post_init__(self) -> None:
        strange = set(self.columns) - set(FIELDS)
        missing = set(NEEDED) - set(self.columns)
        if strange or missing:
            raise ValueError(f"mapping {self.name}: unknown fields {sorted(strange)}, missing fields {sorted(missing)}")
