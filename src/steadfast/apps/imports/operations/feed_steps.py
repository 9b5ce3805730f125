"""The steps of a run: what was pulled is kept before it is parsed, then it becomes a draft like any file."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from steadfast.apps.imports.models import Draft, Feed, FeedRun, FeedStep
from steadfast.apps.imports.operations import drafts
from steadfast.foundation.actor import Actor
from steadfast.foundation.files import store
from steadfast.foundation.files.store import Arrived


def begin_step(run: FeedRun, noun: str, *, now: datetime) -> FeedStep:
    """Return the step of a noun, the one that a killed run left or a new one."""
    return FeedStep.objects.get_or_create(run=run, noun=noun, defaults={"asked_at": now})[0]


@transaction.atomic
def keep_pulled(step: FeedStep, arrived: Arrived, pulled: int, *, asked_at: datetime) -> None:
    """Keep what was pulled as it came. Raise NoRoom where the disk is full."""
    store.keep(arrived)
    step.raw, step.pulled, step.asked_at = arrived.digest, pulled, asked_at
    step.save(update_fields=["raw", "pulled", "asked_at"])


@transaction.atomic
def make_draft(
    step: FeedStep, arrived: Arrived, said: drafts.Beginning, left_out: int, *, actor: Actor, now: datetime
) -> Draft:
    """Begin the draft of a step, to be planned by the run itself."""
    draft = drafts.begin(arrived, said, actor=actor, now=now)
    drafts.start(draft, "planning", now=now)
    step.draft, step.left_out, step.state = draft, left_out, "bringing"
    step.save(update_fields=["draft", "left_out", "state"])
    return draft


def note_pulled(step: FeedStep, pulled: int) -> None:
    """Keep how many records came so far, for the page that waits."""
    FeedStep.objects.filter(pk=step.pk).update(pulled=pulled)


@transaction.atomic
def finish_step(step: FeedStep, state: str, *, counts: Mapping[str, Any] | None = None, error: str = "") -> None:
    """Keep how a step ended."""
    step.state, step.counts, step.error = state, dict(counts or {}), error
    step.save(update_fields=["state", "counts", "error"])


@transaction.atomic
def reached(feed: Feed, name: str, upto: str) -> None:
    """Keep how far a noun was pulled; the next run asks from there."""
    row = Feed.objects.select_for_update(no_key=True).get(pk=feed.pk)
    row.reach = {**row.reach, name: upto}
    row.save(update_fields=["reach"])
