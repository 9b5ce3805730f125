"""What an edit costs over many open promises: the preview, its page, and the parts of its application."""

import time
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

from django.test import Client

from steadfast.apps.agreements import operations as agreements
from steadfast.apps.agreements import queries
from steadfast.apps.agreements.models import Amendment
from steadfast.apps.commitments.models import Proposal
from steadfast.apps.commitments.operations import amending
from steadfast.apps.commitments.queries import amending as amended
from steadfast.apps.identity.models import Person
from steadfast.config.bench.measuring import cpu
from steadfast.config.bench.operations import People
from steadfast.domain.commitment.amended import Effect
from steadfast.foundation import clock

REPEATS = 3


def measure(people: People, browser: Client) -> dict[str, Any]:
    """Return seconds of CPU of the plan, of the page and of each part; the yes of every creditor is carried, too."""
    actor = people.duty
    calendar = people.agreement.versions.latest("no").calendar
    version = queries.current_version(calendar)
    body = {**version.body, "holidays": [f"{clock.now() + timedelta(days=1):%Y-%m-%d}"]}
    draft = agreements.draft_calendar(calendar, version.no, body, actor=actor, now=clock.now())
    plans = [_timed(lambda: amended.plan(amended.successor_of(draft), now=clock.now())) for _ in range(REPEATS)]
    plan = plans[0][1]
    page = min(_timed(lambda: _page(browser, draft.pk))[0] for _ in range(REPEATS))
    amending.apply_amendment(draft.pk, reason="A holiday", reaches_open=True, actor=actor, now=clock.now())
    parts = [
        _timed(partial(amending.carry_on, draft.pk, keys, actor=actor, now=clock.now()))[::2]
        for keys in amending.parts(draft.pk)
    ]
    amending.finish(draft.pk, actor=actor, now=clock.now())
    extended = [spent for proposal in Proposal.objects.filter(amendment=draft) for spent in _yes(proposal, actor)]
    done = Amendment.objects.get(pk=draft.pk)
    return {
        "open": len(plan.rows),
        "later": plan.count(Effect.LATER),
        "unchanged": plan.count(Effect.UNCHANGED),
        "changed": done.changed,
        "plan_s": round(min(spent for spent, *_ in plans), 3),
        "page_s": round(page, 3),
        "parts": len(parts) + len(extended),
        "part_s": round(max(spent for spent, _ in [*parts, *extended]), 3),
        "part_wall_s": round(max(wall for _, wall in [*parts, *extended]), 3),
        "all_parts_s": round(sum(spent for spent, _ in [*parts, *extended]), 2),
    }


def _yes(proposal: Proposal, actor: Any) -> list[tuple[float, float]]:
    by = Person.objects.filter(party=proposal.creditor_id).first()
    said: dict[str, Any] = {"yes": True, "by_id": by.pk if by else None, "words": "Yes", "how": "recorded"}
    amending.answer_amendment(proposal.pk, **said, actor=actor, now=clock.now())
    return [
        _timed(partial(amending.extend, proposal.pk, keys, actor=actor, now=clock.now()))[::2]
        for keys in amending.parts(proposal.amendment_id or 0, creditor_id=proposal.creditor_id)
    ]


def _page(browser: Client, amendment_id: int) -> None:
    answer = browser.get(f"/amendments/{amendment_id}/")
    if answer.status_code != 200:
        raise RuntimeError(f"the preview answered {answer.status_code}")


def _timed(does: Callable[[], Any]) -> tuple[float, Any, float]:
    begin, wall = cpu(), time.perf_counter()
    result = does()
    return cpu() - begin, result, time.perf_counter() - wall
