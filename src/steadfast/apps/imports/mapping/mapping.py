"""A mapping: how the file of one kind of system is written and what its columns and words mean here."""

from collections.abc import Mapping as Map
from dataclasses import dataclass, field
from typing import Any

from steadfast.apps.imports.reading import Form

AS_FOUND = Form()
LEADS = ("source", "practice")
MATCHES = ("", "name", "email")
ROWS = ("events", "tickets")


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


@dataclass(frozen=True, slots=True)
class Dates:
    """How dates are written: formats of strptime, "iso", "epoch" or "epoch ms"; `zone` where a date says no offset."""

    formats: tuple[str, ...] = ("iso",)
    zone: str = "UTC"


@dataclass(frozen=True, slots=True)
class Naming:
    """How a name of the source reads here: by "Value *" and "Agent *" a "Value 7" is "Agent 7"; others stay."""

    source: str
    ours: str

    def __call__(self, text: str) -> str:
        before, _, after = self.source.partition("*")
        text = text.strip()
        if len(text) < len(before) + len(after) or not (text.startswith(before) and text.endswith(after)):
            return text
        return self.ours.replace("*", text[len(before) : len(text) - len(after)])


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketRules:
    """What only a mapping of tickets says.

    `rows`: a row is an event of a ticket, or a whole ticket. `final` names the fields that hold the ticket's last value
    on all of its rows: a replay must not read them early. `titles` are tried in order, the first whose fields are all
    known is taken. `states` may have a key "*" for every other word.
    """

    rows: str = "events"
    states: Map[str, Standing] = field(default_factory=dict)
    final: frozenset[str] = frozenset()
    titles: tuple[str, ...] = ("{title}", "{symptom}", "{key}")
    agreement: SourceAgreement | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """One format. `columns` names, for each field of ours, the columns of which the first that is there holds it.

    `values` says of a field which word of theirs is which of ours ("*": every other word); `names` how names read here;
    `defaults` what holds where the file says nothing; `aliases` what somebody or something of theirs is called here.
    `optional`: fields whose column a file may lack.
    `source`: the system whose ids these are, so that rows of two exports meet. `leads`: who has the last word on its
    tickets. `match`: by what records whose key is new meet rows of ours. `digest` tells one wording from another.
    """

    name: str
    kind: str
    columns: Map[str, tuple[str, ...]]
    about: str = ""
    source: str = ""
    leads: str = "source"
    file: Form = AS_FOUND
    null: frozenset[str] = frozenset()
    dates: Dates = Dates()
    values: Map[str, Map[str, Any]] = field(default_factory=dict)
    names: Map[str, Naming] = field(default_factory=dict)
    defaults: Map[str, Any] = field(default_factory=dict)
    aliases: Map[str, str] = field(default_factory=dict)
    optional: frozenset[str] = frozenset()
    match: str = ""
    tickets: TicketRules = TicketRules()
    digest: str = ""

    @property
    def zone(self) -> str:
        return self.dates.zone
