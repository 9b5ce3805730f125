"""A piece of a file: some rows, each with what would become of it, found with a handful of queries for all of them."""

from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from steadfast.apps.imports.kinds import Refused
from steadfast.apps.imports.mapping import Mapping, Record
from steadfast.apps.imports.models import SourceRecord
from steadfast.apps.imports.records import along, outcome
from steadfast.apps.imports.records.looking import Look
from steadfast.apps.imports.records.noun import Noun, Values, Wrong
from steadfast.apps.imports.records.outcome import Outcome


@dataclass(frozen=True, slots=True)
class Decision:
    """One row of the file. `record` is None for a key that was never seen, `row` None for what is not here yet."""

    number: int
    key: str
    values: Values
    outcome: Outcome
    record: SourceRecord | None
    row: Any


@dataclass(slots=True)
class Piece:
    """What is decided of some rows: those that can be taken, and those that cannot."""

    decisions: list[Decision] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)


@dataclass(slots=True)
class Deciding:
    """Decides piece after piece of one file. `claimed` are the names that earlier rows of it would take."""

    noun: Noun
    mapping: Mapping
    source: str
    claimed: dict[Hashable, int] = field(default_factory=dict)

    def piece(self, rows: Sequence[Record], *, lock: bool = False) -> Piece:
        """Return what becomes of some rows; `lock` keeps others from changing ours until the transaction ends."""
        found = Piece()
        values = self._resolved(rows, found, lock)
        records = self._records([key for _, key, _ in values], lock)
        here = self.noun.rows({record.row_id for record in records.values()}, lock=lock)
        matched = self._matched([item for item in values if item[1] not in records], lock)
        bare = along.made_along(self.noun.kind, matched)
        taken = self.noun.taken({claim for *_, said in values if (claim := self.noun.claim(said)) is not None})
        for number, key, said in values:
            record = records.get(key)
            row = here.get(record.row_id) if record else matched.get(key)
            try:
                self._free(number, said, row, taken)
                decided = _decide(self.noun, said, record, row, bare)
            except Wrong as wrong:
                found.refused.append(_refused(number, wrong, said, self.mapping))
            else:
                found.decisions.append(Decision(number, key, said, decided, record, row))
        return found

    def _resolved(self, rows: Sequence[Record], found: Piece, lock: bool) -> list[tuple[int, str, Values]]:
        """Return row number, key and plain values of the rows that can be read; note the others."""
        look = Look(self.source)
        self.noun.learn([row.values for row in rows if not row.wrong], look, lock=lock)
        good = []
        for row in rows:
            found.refused += [Refused(row.row, fault.column, fault.value or "", fault.message) for fault in row.wrong]
            if row.wrong:
                continue
            try:
                good.append((row.row, str(row.values["key"])[:200], self.noun.resolved(row.values, look)))
            except Wrong as wrong:
                found.refused.append(_refused(row.row, wrong, row.values, self.mapping))
            except ValidationError as error:
                name, (message, *_rest) = next(iter(error.message_dict.items()))
                found.refused.append(_refused(row.row, Wrong(name, message), row.values, self.mapping))
        return good

    def _records(self, keys: Sequence[str], lock: bool) -> dict[str, SourceRecord]:
        rows = SourceRecord.objects.select_for_update(no_key=True) if lock else SourceRecord.objects.all()
        found = rows.filter(source=self.source, kind=self.noun.kind, key__in=keys).order_by("pk")
        return {record.key: record for record in found}

    def _matched(self, values: Sequence[tuple[int, str, Values]], lock: bool) -> dict[str, Any]:
        """Return rows of ours that are not known by a key yet, but alike in what the mapping names."""
        if not self.mapping.match:
            return {}
        ids = {}
        for _number, key, said in values:
            alike = self.noun.alike(self.mapping.match, said)
            if len(alike) == 1:
                ids[key] = alike[0]
        rows = self.noun.rows(set(ids.values()), lock=lock)
        return {key: rows[number] for key, number in ids.items() if number in rows}

    def _free(self, number: int, said: Values, row: Any, taken: dict[Hashable, int]) -> None:
        """Refuse a row that wants what another row has. Raise Wrong."""
        claim = self.noun.claim(said)
        if claim is None:
            return
        other = taken.get(claim)
        if other is not None and (row is None or row.pk != other):
            words = _(
                "is taken: another of ours has it. If that one is meant, let a row be one of ours by its name, too."
            )
            raise Wrong(_field(claim), words)
        if self.claimed.setdefault(claim, number) != number:
            raise Wrong(_field(claim), _("stands in row %(row)s already") % {"row": self.claimed[claim]})


def _decide(noun: Noun, said: Values, record: SourceRecord | None, row: Any, bare: Collection[int]) -> Outcome:
    if row is None:
        return outcome.new(said)
    present = noun.present(row)
    said_last = record.said if record is not None else present if row.pk in bare else {}
    if record is not None and not record.said:  # undone: the source begins anew
        said, said_last = {"active": True, **said}, present
    found = outcome.differ(present, said_last, said)
    for name, why in noun.fixed.items():
        if name in found.put:
            raise Wrong(name, str(why))
    return found


def _field(claim: Hashable) -> str:
    return "email" if isinstance(claim, tuple) and "@" in str(claim[1]) else "name"


def _refused(number: int, wrong: Wrong, values: Values, mapping: Mapping) -> Refused:
    column = " or ".join(mapping.columns.get(wrong.field, (wrong.field,)))
    value = values.get(wrong.field)
    return Refused(number, column, "" if value is None else str(value), wrong.message)
