"""A mapping: how the log of one kind of system is written and what its columns and words mean here."""

from collections.abc import Mapping as Map
from dataclasses import dataclass, field
from typing import Any

# What a column can be. Every row of a log states all of its ticket's facts as of one instant.
KEY, TIMES = "key", ("at", "opened_at", "registered_at", "resolved_at", "closed_at")
NAMES = ("client", "contact", "team", "owner", "by", "channel", "category", "subcategory", "symptom")
CODES = ("state", "impact", "urgency", "priority", "kept")
NUMBERS = ("reopened",)
FIELDS = (KEY, *TIMES, *CODES, *NUMBERS, *NAMES)
NEEDED = ("key", "at", "opened_at", "state", "impact", "urgency", "priority")


@dataclass(frozen=True, slots=True)
class Standing:
    """What a state of the source means: a phase of ours, and while waiting, for what."""

    phase: str  # new | in progress | waiting | resolved | closed | unknown (the phase before goes on)
    reason: str = ""


@dataclass(frozen=True, slots=True)
class SourceAgreement:
    """How the source judged its tickets: calendar and clauses in the forms that the agreements keep."""

    name: str
    calendar_name: str
    calendar: Map[str, Any]
    clauses: Map[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """One format. `columns` and the keys of the code tables are the source's words; what they map to is ours.

    `final` names the fields that hold the ticket's last value on all of its rows: a replay must not read them early.
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
    titles: tuple[str, ...] = ("{key}",)
    no_client: str = "No client recorded"
    agreement: SourceAgreement | None = None

    def __post_init__(self) -> None:
        strange = set(self.columns) - set(FIELDS)
        missing = set(NEEDED) - set(self.columns)
        if strange or missing:
            raise ValueError(f"mapping {self.name}: unknown fields {sorted(strange)}, missing fields {sorted(missing)}")
