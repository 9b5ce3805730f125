"""What the jobs of an import do: plan a draft, apply it, undo a batch. Each may be killed and run again."""

import logging
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from datetime import datetime

from django.db import DatabaseError

from steadfast.apps.identity import queries as identity
from steadfast.apps.imports import kinds, toml_text
from steadfast.apps.imports.fault import Fault
from steadfast.apps.imports.kinds import Run
from steadfast.apps.imports.mapping import BadMapping, Mapping, read
from steadfast.apps.imports.models import Draft
from steadfast.apps.imports.operations import Imported, drafts
from steadfast.apps.imports.operations.undoing import LaterFirst
from steadfast.apps.imports.record_kinds import AllRefused
from steadfast.foundation.actor import SYSTEM, Actor
from steadfast.foundation.files import store

log = logging.getLogger(__name__)
BREATH_S = 0.03  # between two parts, so that people who work meanwhile can save
EVERY_S = 1.0
Clock = Callable[[], datetime]


def mapping_of(draft: Draft) -> Mapping:
    """Return the mapping of a draft. BadMapping says what is missing in it."""
    return read(toml_text.written(draft.mapping), f"{draft.mapping.get('name', 'mapping')}.toml")


def run_of(draft: Draft) -> Run:
    """Return the run of a draft: always the same one, so that a killed job goes on with it."""
    return Run(
        path=store.path_of(draft.file_hash),
        name=draft.file_name,
        mapping=mapping_of(draft),
        source=draft.source,
        token=f"draft {draft.pk}",
        options={"draft": draft.pk, **({kinds.SKIP: True} if draft.plan.get(kinds.SKIP) else {})},
    )


def plan(draft_id: int, *, clock: Clock) -> None:
    """Plan a draft and keep the plan with it; what is wrong with the file is kept as its error."""
    draft = Draft.objects.get(pk=draft_id)
    if draft.state != "planning":
        return
    try:
        found = kinds.named(draft.kind).plan(run_of(draft), progress=Noting(draft_id), now=clock())
    except DatabaseError:
        raise
    except Exception as error:
        drafts.finish(draft_id, now=clock(), state="mapped", error=said(error))
    else:
        drafts.finish(draft_id, now=clock(), state="planned", plan=asdict(found))


def apply(draft_id: int, *, clock: Clock) -> None:
    """Apply a draft, or what a killed job left of it."""
    draft = Draft.objects.select_related("made_by").get(pk=draft_id)
    if draft.state != "applying":
        return
    try:
        batch = kinds.named(draft.kind).bring_in(
            run_of(draft), actor=_actor(draft), clock=clock, progress=Noting(draft_id), breath_s=BREATH_S
        )
    except DatabaseError:
        raise
    except Imported as before:
        drafts.finish(draft_id, now=clock(), state="applied", batch_id=before.batch.pk)
    except AllRefused:
        found = kinds.named(draft.kind).plan(run_of(draft), progress=Noting(draft_id), now=clock())
        drafts.finish(draft_id, now=clock(), state="planned", plan={**asdict(found), kinds.ANEW: True})
    except Exception as error:
        drafts.finish(draft_id, now=clock(), state="planned", error=said(error))
    else:
        drafts.finish(draft_id, now=clock(), state="applied", batch_id=batch)


def undo(batch_id: int, kind: str, *, clock: Clock) -> None:
    """Undo a batch, or what a killed job left of it; one on which a later import stands stays, as its page says."""
    with suppress(LaterFirst):
        kinds.named(kind).undo(batch_id, actor=SYSTEM, clock=clock)


def said(error: Exception) -> str:
    """Return an error in words for the page; one that nobody foresaw goes to the log as well."""
    if not isinstance(error, Fault | BadMapping | LookupError | OSError):
        log.exception("an import stopped", exc_info=error)
    return str(error.args[0] if isinstance(error, KeyError) and error.args else error) or type(error).__name__


class Noting:
    """Notes how far a job is, once a second at most: the row is for a page, not a measure."""

    def __init__(self, draft_id: int) -> None:
        self._draft, self._last = draft_id, time.monotonic()

    def __call__(self, done: int, of: int) -> None:
        if time.monotonic() - self._last >= EVERY_S:
            self._last = time.monotonic()
            drafts.note(self._draft, done, of)


def _actor(draft: Draft) -> Actor:
    return identity.actor_of(draft.made_by) if draft.made_by else SYSTEM
