"""Bring a kept file in: a draft that is planned and applied by the run itself, as the pages would have it done.

Where nothing differs no import is made, so that the list of imports holds what changed something.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from steadfast.apps.imports import kinds, running
from steadfast.apps.imports.kinds import SKIP
from steadfast.apps.imports.models import FeedStep
from steadfast.apps.imports.operations import drafts, feed_steps
from steadfast.foundation.actor import SYSTEM
from steadfast.foundation.files.store import Arrived

Clock = Callable[[], datetime]
CHANGES = ("new", "changed", "kept", "grown")


def begin(step: FeedStep, arrived: Arrived, body: Mapping[str, Any], left_out: int, *, clock: Clock) -> None:
    """Make the draft of a step."""
    said = drafts.Beginning(str(body["kind"]), str(body["source"]), body, {})
    feed_steps.make_draft(step, arrived, said, left_out, actor=SYSTEM, now=clock())


def through(step: FeedStep, *, clock: Clock) -> str:
    """Plan and apply the draft of a step, or what a killed run left of that; return what is wrong, or ""."""
    draft = step.draft
    if draft is None:
        raise ValueError(f"{step} has no draft")
    running.plan(draft.pk, clock=clock)
    draft.refresh_from_db()
    counts, skips = draft.plan.get("counts", {}), bool(step.run.feed.said.get(SKIP))
    stops = bool(counts.get("refused")) and kinds.named(draft.kind).stops_at_bad_rows and not skips
    if draft.state == "planned" and not stops and not any(counts.get(name) for name in CHANGES):
        drafts.drop(draft, actor=SYSTEM, now=clock())
        feed_steps.finish_step(step, "same", counts=counts)
        return ""
    if draft.state == "planned":
        drafts.start(draft, "applying", skip_bad_rows=skips, now=clock())
    running.apply(draft.pk, clock=clock)
    draft.refresh_from_db()
    if draft.state == "applied" or (draft.state == "dropped" and not draft.error):
        feed_steps.finish_step(step, "good" if draft.state == "applied" else "same", counts=counts)
        return ""
    feed_steps.finish_step(step, "failed", counts=counts, error=draft.error)
    return draft.error or "It was not brought in."
