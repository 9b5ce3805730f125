"""A ticket's rows folded into its history, one row at a time and in the order of the file."""

from collections.abc import Mapping as Map
from datetime import datetime
from typing import Any

from steadfast.apps.desk.importing.log.history import Change, Changes, SourceRow, TicketHistory, Value
from steadfast.apps.desk.importing.log.phases import Phases
from steadfast.apps.desk.importing.log.rows import Row, digest
from steadfast.apps.imports.fault import Fault
from steadfast.apps.imports.mapping import Mapping
from steadfast.apps.imports.mapping.ticket_rules import FACTS, WORDS

# Who and what a row names. Before its first row a ticket has none of these.
NAMES = ("client", "contact", "team", "owner", "by", "activity", *WORDS)
TOLD = ("first_response_at",)
WATCHED = tuple((field, Row._fields.index(field)) for field in (*FACTS, *WORDS, *TOLD))
TOLD_BY = ("owner",)  # an event names who did it; that this is not the ticket's owner needs no word of its own
LONGEST_TITLE = 200
NO_CLIENT = "No client recorded"
LONGEST_CATEGORY = 100


class Fold:
    """The rows of one ticket so far. `first` also tells what is known of a ticket none of whose rows is played."""

    __slots__ = (
        "first", "kept", "last", "marks", "opened_at", "owned_since", "phases", "priorities", "reassigned", "rows",
    )  # fmt: skip

    def __init__(self, first: Row, *, keep: bool = False) -> None:
        self.first = first
        self.kept: list[Row] | None = [] if keep else None
        self.marks: list[bytes] = []
        self.opened_at = first.opened_at or first.at
        self.last: Row | None = None
        self.rows: list[SourceRow] = []
        self.phases = Phases()
        self.priorities = [Change(self.opened_at, first.priority)]
        self.owned_since: datetime | None = None
        self.reassigned = 0

    def check(self, row: Row) -> None:
        """Refuse a row that shows that two tickets share one number."""
        if row.opened_at is not None and row.opened_at != self.opened_at:
            message = f"{row.key} was opened at another time in row {self.first.line}; is the number used twice?"
            raise Fault(message, row=row.line)

    def play(self, said: Row) -> None:
        """Take one row: what it changed, and what follows for phase, priority, team and owner."""
        self.marks.append(said.mark)
        if self.kept is not None:
            self.kept.append(said)
        floor = self.rows[-1].at if self.rows else self.opened_at
        at = max(said.at, floor)  # in the UCI log five tickets begin before their opening, one runs backwards
        row = self._facts(said)
        earlier = said.at if said.at < floor else None
        self.rows.append(SourceRow(row.line, at, row.by, self._changes(row), earlier, _aside(said, row)))
        self.phases.enter(row.state, at)
        if row.priority != self.priorities[-1].value:
            self.priorities.append(Change(at, row.priority))
        if self.last is None or row.owner != self.last.owner:
            self.owned_since = at if row.owner else None
        self.reassigned += self.last is not None and row.team != self.last.team
        self.last = row

    def _facts(self, said: Row) -> Row:
        """Return the row as it holds for the ticket: what its state is silent on stays as it was."""
        silent, last = said.state.silent, self.last
        if not silent:
            return said
        known = silent if last is not None else silent.intersection(NAMES)
        before: dict[str, Any] = {field: getattr(last, field, None) for field in known}
        return said._replace(**before)

    def _changes(self, row: Row) -> Changes:
        last = self.last
        found: list[tuple[str, Value]] = []
        if row.activity:
            found.append(("activity", row.activity))
        if last is None or row.state != last.state:
            found.append(("state", row.state.phase))
            if row.state.reason:
                found.append(("waits_for", row.state.reason))
        for field, place in WATCHED:
            value: Any = row[place]
            if (value is not None) if last is None else value != last[place]:
                found.append((field, value))
        return tuple(found)

    def history(self, mapping: Mapping) -> TicketHistory:
        """Return what the rows played so far say."""
        row, phases = self.last or self.first, self.phases
        words = {field: value for field in WORDS if (value := getattr(row, field))}
        return TicketHistory(
            key=row.key,
            line=self.first.line,
            title=title({**words, "key": row.key}, mapping.tickets.titles),
            client=row.client or self.first.client or mapping.defaults.get("client", NO_CLIENT),
            contact=row.contact or self.first.contact,
            team=self.last.team if self.last else None,
            owner=self.last.owner if self.last else None,
            owned_since=self.owned_since,
            channel=words.get("channel", ""),
            category=" / ".join(words[f] for f in ("category", "subcategory") if f in words)[:LONGEST_CATEGORY],
            impact=row.impact,
            urgency=row.urgency,
            priorities=tuple(self.priorities),
            phase=phases.standing.phase,
            opened_at=self.opened_at,
            first_response_at=row.first_response_at,
            resolved_at=phases.resolved_at,
            first_closed_at=phases.first_closed_at,
            closed_at=phases.closed_at,
            reopened=phases.reopened,
            reassigned=self.reassigned,
            waits=phases.spans(),
            rows=tuple(self.rows),
            source_kept=row.kept if phases.first_closed_at else None,
            source_reopened=self._counter("reopened", mapping),
            source_reassigned=self._counter("reassigned", mapping),
            digest=digest(self.marks),
            said=tuple(self.kept or ()),
        )

    def _counter(self, field: str, mapping: Mapping) -> int | None:
        """Return a counter of the source; before the first row it stands at nought."""
        if self.last is None:
            return 0 if field in mapping.columns else None
        value: int | None = getattr(self.last, field)
        return value


def _aside(said: Row, row: Row) -> Changes:
    """Return what a row says that does not hold for its ticket."""
    if said is row:
        return ()
    fields = (field for field, _ in WATCHED if field in row.state.silent and field not in TOLD_BY)
    return tuple((field, getattr(said, field)) for field in fields if getattr(said, field) != getattr(row, field))


def title(words: Map[str, str], templates: tuple[str, ...]) -> str:
    """Return the first template all of whose words are known, filled in and short enough for a list."""
    for template in templates:
        try:
            text = template.format_map(words)
        except KeyError:
            continue
        return text if len(text) <= LONGEST_TITLE else f"{text[: LONGEST_TITLE - 1]}…"
    return words["key"]
