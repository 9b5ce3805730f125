"""Drafts of imports: begun with a file, mapped, planned, applied. What takes long is wanted here and done by a job.

Each step is an event in the chain of the practice; the outbox starts the job, so that no wish that was written is lost.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from steadfast.apps.imports.kinds import SKIP
from steadfast.apps.imports.models import Batch, Draft, SavedMapping
from steadfast.foundation import events
from steadfast.foundation.actor import Actor
from steadfast.foundation.files import store
from steadfast.foundation.files.store import Arrived
from steadfast.foundation.models import PRACTICE_CHAIN

RUNNING = ("planning", "applying")


class NotNow(Exception):
    """The draft is planned or applied at this moment, or is done with; nothing was written."""


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a draft begins with. `mapping` is the body of one, as its TOML says it."""

    kind: str
    source: str
    mapping: Mapping[str, Any]
    profile: Mapping[str, Any]


@transaction.atomic
def begin(arrived: Arrived, said: Beginning, *, actor: Actor, now: datetime) -> Draft:
    """Keep a file that arrived and begin a draft with it. Raise NoRoom where the disk is full."""
    store.keep(arrived)
    draft = Draft.objects.create(
        file_name=arrived.name,
        file_hash=arrived.digest,
        file_size=arrived.size,
        kind=said.kind,
        source=said.source,
        mapping=dict(said.mapping),
        profile=dict(said.profile),
        made_by_id=actor.person_id,
        made_at=now,
        changed_at=now,
    )
    _tell("import.begun", draft, {"file": arrived.digest}, actor=actor, now=now)
    return draft


@transaction.atomic
def set_mapping(
    draft: Draft, kind: str, mapping: Mapping[str, Any], *, mapped: bool, actor: Actor, now: datetime
) -> Draft:
    """Keep what the columns mean by now; `mapped` says that it can be planned. Raise NotNow."""
    row = _locked(draft)
    row.kind, row.mapping, row.source = kind, dict(mapping), str(mapping.get("source", ""))[:64]
    row.state, row.error, row.plan, row.changed_at = "mapped" if mapped else "sent", "", {}, now
    row.save()
    return row


@transaction.atomic
def want_plan(draft: Draft, *, actor: Actor, now: datetime) -> None:
    """Have the draft planned by a job. Raise NotNow."""
    row = _locked(draft)
    row.state, row.error, row.done, row.total, row.plan, row.changed_at = "planning", "", 0, 0, {}, now
    row.save()
    _tell("import.plan_wanted", row, {}, actor=actor, now=now)


@transaction.atomic
def want_apply(draft: Draft, *, skip_bad_rows: bool = False, actor: Actor, now: datetime) -> None:
    """Have the draft applied by a job, if so wished without its bad rows. Raise NotNow unless it was planned."""
    row = _locked(draft)
    if row.state != "planned":
        raise NotNow("planned")
    row.state, row.error, row.done, row.total, row.changed_at = "applying", "", 0, 0, now
    row.plan = {**row.plan, SKIP: skip_bad_rows}
    row.save()
    _tell("import.apply_wanted", row, {SKIP: True} if skip_bad_rows else {}, actor=actor, now=now)


def start(draft: Draft, state: str, *, skip_bad_rows: bool = False, now: datetime) -> None:
    """Let a run that plans and applies a draft itself begin; no job is asked for."""
    plan = {**draft.plan, SKIP: skip_bad_rows}
    Draft.objects.filter(pk=draft.pk).update(state=state, error="", done=0, total=0, plan=plan, changed_at=now)


@transaction.atomic
def want_undo(batch: Batch, *, actor: Actor, now: datetime) -> None:
    """Have a batch undone by a job."""
    body = {"batch": batch.pk, "brings": batch.kind}
    events.append(events.NewEvent(PRACTICE_CHAIN, "import.undo_wanted", now, None, body), actor=actor, now=now)


@transaction.atomic
def drop(draft: Draft, *, actor: Actor, now: datetime) -> None:
    """Leave a draft; its file stays as long as another needs it. Raise NotNow."""
    row = _locked(draft)
    row.state, row.changed_at = "dropped", now
    row.save(update_fields=["state", "changed_at"])
    _tell("import.dropped", row, {}, actor=actor, now=now)


@transaction.atomic
def save_mapping(name: str, kind: str, body: Mapping[str, Any], *, actor: Actor, now: datetime) -> SavedMapping:
    """Keep a mapping under a name; the same name again replaces it."""
    values = {"kind": kind, "body": dict(body), "made_by_id": actor.person_id, "changed_at": now}
    saved, _ = SavedMapping.objects.update_or_create(name=name, defaults=values)
    said = {"mapping": saved.pk, "name": name, "kind": kind}
    events.append(events.NewEvent(PRACTICE_CHAIN, "import.mapping_kept", now, None, said), actor=actor, now=now)
    return saved


def note(draft_id: int, done: int, total: int) -> None:
    """Keep how far a job is, for the page that waits for it."""
    Draft.objects.filter(pk=draft_id).update(done=done, total=total)


def finish(draft_id: int, *, now: datetime, **values: Any) -> None:
    """Keep what a job came to: the state and what belongs to it."""
    Draft.objects.filter(pk=draft_id, state__in=RUNNING).update(changed_at=now, **values)


def _locked(draft: Draft) -> Draft:
    row = Draft.objects.select_for_update(no_key=True).get(pk=draft.pk)
    if row.state not in ("sent", "mapped", "planned"):
        raise NotNow(row.state)
    return row


def _tell(kind: str, draft: Draft, more: Mapping[str, Any], *, actor: Actor, now: datetime) -> None:
    body = {"draft": draft.pk, "brings": draft.kind, **more}
    private = {"name": draft.file_name}
    events.append(events.NewEvent(PRACTICE_CHAIN, kind, now, None, body, private=private), actor=actor, now=now)
