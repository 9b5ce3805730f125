"""The jobs of imports, started by what was wanted on their pages."""

from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from steadfast.apps.imports import running
from steadfast.apps.imports.operations import feeds
from steadfast.apps.imports.pulling import run as feed_run
from steadfast.apps.imports.queries import feeds as feed_queries
from steadfast.foundation import clock, outbox
from steadfast.foundation.actor import SYSTEM
from steadfast.foundation.jobs import schedule, task
from steadfast.foundation.models import Event


@task()
def plan_draft(draft_id: int) -> None:
    """Plan a draft."""
    running.plan(draft_id, clock=clock.now)


@task()
def apply_draft(draft_id: int) -> None:
    """Apply a draft."""
    running.apply(draft_id, clock=clock.now)


@task()
def undo_batch(batch_id: int, kind: str) -> None:
    """Undo a batch."""
    running.undo(batch_id, kind, clock=clock.now)


@task(max_attempts=3)
def run_feed(run_id: int) -> None:
    """Carry out a run of a feed."""
    feed_run.carry_out(run_id, clock=clock.now)


@task(max_attempts=3)
def look_at_feeds() -> int:
    """Begin the runs that are due, and end those whose job is gone; return how many were begun."""
    now = clock.now()
    for run in feed_queries.lost(now=now):
        feeds.finish_run(run, "It was broken off, and did not go on by itself.", actor=SYSTEM, now=now)
    due = feed_queries.due(now=now)
    for feed in due:
        with suppress(feeds.Running):
            feeds.want_run(feed, "clock", actor=SYSTEM, now=now)
    return len(due)


@outbox.subscribe("feed.run_wanted", "imports.run_feed")
def run_wanted(event: Event, data: dict[str, Any], *, now: datetime) -> None:
    """Begin a run."""
    run_feed.using(unique_key=f"feed.run:{data['run']}").enqueue(data["run"])


@outbox.subscribe("import.plan_wanted", "imports.plan")
def plan(event: Event, data: dict[str, Any], *, now: datetime) -> None:
    """Begin to plan."""
    plan_draft.using(unique_key=f"import.plan:{data['draft']}").enqueue(data["draft"])


@outbox.subscribe("import.apply_wanted", "imports.apply")
def apply(event: Event, data: dict[str, Any], *, now: datetime) -> None:
    """Begin to apply."""
    apply_draft.using(unique_key=f"import.apply:{data['draft']}").enqueue(data["draft"])


@outbox.subscribe("import.undo_wanted", "imports.undo")
def undo(event: Event, data: dict[str, Any], *, now: datetime) -> None:
    """Begin to undo."""
    undo_batch.using(unique_key=f"import.undo:{data['batch']}").enqueue(data["batch"], data["brings"])


schedule.every(timedelta(minutes=1), look_at_feeds, name="imports.look_at_feeds")
