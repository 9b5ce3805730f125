"""Import tickets from a log: plan all of it, then apply the plan. The plan alone is the dry run."""

import hashlib
import json
from collections.abc import Mapping as Map
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from steadfast.apps.agreements.models import AgreementVersion
from steadfast.apps.desk.importing import beside
from steadfast.apps.desk.importing.apply import ground, taking_back, voiding
from steadfast.apps.desk.importing.apply.chunk import TicketChunks
from steadfast.apps.desk.importing.apply.growing import Footing
from steadfast.apps.desk.importing.apply.names import Names
from steadfast.apps.desk.importing.log.bad import BadRows
from steadfast.apps.desk.importing.log.cut import WHOLE, Cut
from steadfast.apps.desk.importing.log.read import read_past_bad
from steadfast.apps.desk.importing.plan.planning import Plan, plan
from steadfast.apps.desk.importing.plan.promises import Judge
from steadfast.apps.desk.importing.queries import Known, known
from steadfast.apps.identity import queries as identity
from steadfast.apps.imports import operations as imports
from steadfast.apps.imports.mapping import Mapping
from steadfast.apps.imports.operations import File
from steadfast.apps.imports.reading import digest
from steadfast.foundation.actor import Actor

KIND = "tickets"
FORM = 6  # raise it when the same file would be written otherwise


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What to import and how.

    `backlog` is the agreement of ours that open tickets are promised under (None: the source's own).
    `aliases` renames clients, contacts, teams and owners of the source. `name` is what the file is called, `system`
    the source that its keys belong to, each where path and mapping do not say it. `skip_bad_rows`: apply what is good,
    though some rows cannot be taken.
    """

    path: Path
    mapping: Mapping
    cut: Cut = WHOLE
    backlog: AgreementVersion | None = None
    aliases: Map[str, str] = field(default_factory=dict)
    name: str = ""
    system: str = ""
    skip_bad_rows: bool = False

    @property
    def of(self) -> str:
        """The system that the keys of its rows belong to."""
        return self.system or self.mapping.source


@dataclass(frozen=True, slots=True)
class Prepared:
    """A planned import; nothing is written yet.

    `same`, `changed`: tickets that an earlier import brought, and what this file says of them; `vanished` stand in no
    row of it any more, `kept` are left to who works on them here. `bad`: rows that cannot be taken. `judges` are the
    agreements that it may judge by.
    """

    source: Source
    plan: Plan
    file: File
    same: frozenset[str]
    changed: frozenset[str]
    vanished: frozenset[str]
    bad: BadRows
    judges: Map[str, Judge]
    kept: frozenset[str] = frozenset()


def prepare(source: Source, *, now: datetime) -> Prepared:
    """Read and plan a whole file. Fault names what is wrong with it as a whole; rows that are wrong are `bad`."""
    agreed = source.mapping.tickets.agreement
    past = ground.source_judge(agreed) if agreed else None
    backlog = ground.judge_of(source.backlog) if source.backlog else None
    file_digest = digest(source.path)
    here = known(source.of)
    log, bad = read_past_bad(source.path, source.mapping, source.cut, here)
    planned = plan(log, past, backlog, now=now)
    keys = {ticket.history.key: ticket.history.digest for ticket in planned.tickets}
    changed, kept = _differing(source, planned, here)
    same = frozenset(keys.keys() & here.keys()) - changed - kept
    options = _options(source)
    file = File(
        kind=KIND,
        name=source.name or source.path.name,
        hash=_address(file_digest, options),
        mapping=source.mapping.name,
        source=source.of,
        chunks=planned.chunks,
        counts=_counts(planned, here, changed, kept, bad),
        options=options,
    )
    judges = {judge.name: judge for judge in (past, backlog) if judge}
    vanished = frozenset(here.keys() - keys.keys() - bad.keys)
    return Prepared(source, planned, file, same, changed, vanished, bad, judges, kept)


def _differing(source: Source, planned: Plan, here: Map[str, Known]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the known tickets that this file changes, and those that it leaves to who works on them here."""
    histories = (ticket.history for ticket in planned.tickets)
    said = {one.key: one for one in histories if one.key in here and here[one.key].digest != one.digest}
    aliases = {**source.mapping.aliases, **source.aliases}
    return beside.would_change(said, here, source.of, source.mapping, aliases)


def _counts(
    planned: Plan, here: Map[str, Known], changed: frozenset[str], kept: frozenset[str], bad: BadRows
) -> dict[str, int]:
    said = {ticket.history.key for ticket in planned.tickets}
    found = planned.counts(leaving_out=here)
    refused = {"refused": bad.count, "rows_along_refused": bad.along} if bad.count else {}
    return {
        **found,
        "rows_read": found["rows_read"] + bad.count + bad.along,
        "unchanged": len(here.keys() & said) - len(changed) - len(kept),
        "changed": len(changed),
        "vanished": len(here.keys() - said - bad.keys),
        **refused,
    }


def bring_in(
    prepared: Prepared,
    *,
    actor: Actor,
    clock: imports.Clock,
    progress: imports.Progress = lambda done, of: None,
    breath_s: float = 0.0,
) -> int:
    """Apply a planned import, or what an earlier run left of it, and return its batch.

    Raise Busy while another run is at it, Imported when the file is here already, NobodyAnswers and NotSetUp before
    the practice is founded; the Fault of the first bad row, unless these are to be skipped and others are good.
    """
    source = prepared.source
    if prepared.bad.first and not (source.skip_bad_rows and prepared.plan.tickets):
        raise prepared.bad.first
    mapping = source.mapping
    aliases = {**mapping.aliases, **source.aliases}
    names = Names(mapping.name, identity.practice().zone, ground.duty_owner(), source.of, aliases)
    claimed = imports.claim_when_free(prepared.file, actor=actor, clock=clock)
    known_as = imports.know_source(source.of, mapping.leads, actor=actor, now=clock())
    footing = Footing(mapping, names, prepared.judges, _standards(prepared, actor=actor, now=clock()))
    chunks = TicketChunks(prepared.plan, footing, source.of, known_as.leads == "source")
    imports.apply(chunks, claimed, actor=actor, clock=clock, progress=progress, breath_s=breath_s)
    return claimed.batch_id


def undo(batch_id: int, *, actor: Actor, clock: imports.Clock) -> None:
    """Take an import out of sight, restore what it changed and make void what it promised; LaterFirst out of turn."""

    def some(key: int) -> bool:
        now = clock()
        return taking_back.take_some_back(key, actor=actor, now=now) or voiding.void_some(key, actor=actor, now=now)

    imports.undo(batch_id, some, actor=actor, now=clock(), in_turn=True)


def _standards(prepared: Prepared, *, actor: Actor, now: datetime) -> dict[str, ground.Standard]:
    source, found = prepared.source, {}
    first = min((ticket.history.opened_at for ticket in prepared.plan.tickets), default=now)
    if source.mapping.tickets.agreement:
        agreed = source.mapping.tickets.agreement
        found[agreed.name] = ground.establish(agreed, valid_from=first, actor=actor, now=now)
    if source.backlog:
        found[source.backlog.agreement.name] = ground.standard_of(source.backlog)
    return found


def _options(source: Source) -> dict[str, object]:
    cut = source.cut
    return {
        "form": FORM,
        "until": cut.until.isoformat() if cut.until else None,
        "shift_weeks": cut.shift.days // 7,
        "backlog": source.backlog.pk if source.backlog else None,
        "aliases": dict(source.aliases),
        "mapping": source.mapping.digest,
        "source": source.of,
        **({"skip_bad_rows": True} if source.skip_bad_rows else {}),
    }


def _address(file_digest: str, options: Map[str, object]) -> str:
    text = json.dumps([file_digest, options], sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()
