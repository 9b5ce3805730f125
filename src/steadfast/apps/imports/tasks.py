"""The jobs of imports, started by what was wanted on their pages."""

from datetime import datetime
from typing import Any

from steadfast.apps.imports import running
from steadfast.foundation import clock, outbox
from steadfast.foundation.jobs import task
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
