"""One run of a feed, from its wish to its end. A killed one goes on where it stopped, by the rows of its steps.

What fails in one noun does not keep the others from coming, but those after clients need them: if clients cannot be
pulled, the run ends.
"""

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db import DatabaseError

from steadfast.apps.identity.sealing import CannotOpen
from steadfast.apps.imports import connectors, running
from steadfast.apps.imports.connectors import Trouble
from steadfast.apps.imports.fault import Fault
from steadfast.apps.imports.models import Feed, FeedRun, FeedStep
from steadfast.apps.imports.models.feed import FOLDER
from steadfast.apps.imports.operations import feed_steps, feeds
from steadfast.apps.imports.pulling import bodies, bringing, from_folder, lines, sittings
from steadfast.apps.imports.pulling.shaping import KnownHere, Rows
from steadfast.foundation.actor import SYSTEM
from steadfast.foundation.files.store import NoRoom

OVERLAP = timedelta(hours=1)  # asked again, so that neither clock passes anything over
DONE = ("good", "same", "failed")

Clock = Callable[[], datetime]
Sleep = Callable[[float], None]


def carry_out(run_id: int, *, clock: Clock, sleep: Sleep = time.sleep) -> None:
    """Carry a run out, or what a killed job left of it; how it ended is kept with it."""
    run = FeedRun.objects.select_related("feed__source").get(pk=run_id)
    if run.state != "running":
        return
    try:
        if run.feed.connector == FOLDER:
            error = from_folder.bring(run, clock=clock, sleep=sleep)
        else:
            error = _pull(run, clock=clock, sleep=sleep)
    except DatabaseError:
        raise
    except (Trouble, Fault, NoRoom, CannotOpen, LookupError) as trouble:
        error = str(trouble.args[0] if trouble.args else trouble)
    except Exception as unforeseen:
        error = running.said(unforeseen)
    feeds.finish_run(run, error, actor=SYSTEM, now=clock())


def _pull(run: FeedRun, *, clock: Clock, sleep: Sleep) -> str:
    """Pull and bring in noun by noun; return what went wrong, or ""."""
    feed = run.feed
    connector = connectors.named(feed.connector)
    said = {**feed.said, **feeds.secrets_of(feed)}
    session, asking = sittings.opened(connector, said, clock=clock, sleep=sleep)
    known = KnownHere(feed.source.name)
    wrong = []
    for noun in (*connector.lists, *_nouns(feed, connector)):
        step = feed_steps.begin_step(run, noun, now=clock())
        if not step.raw:
            since = _since(feed, noun, connector)
            note = _noting(step)
            arrived, count = lines.written(session.records(noun, since), f"{feed.source.name} {noun}.jsonl", note)
            feed_steps.keep_pulled(step, arrived, count, asked_at=min(step.asked_at, asking.behind or step.asked_at))
        elif noun == "clients":
            _tell_again(session, noun)
        known.learn(noun, step.raw)
        if noun in connector.nouns:
            error = _bring(step, connector, known, clock=clock)
            wrong += [f"{noun}: {error}"] if error else []
            known.learn(noun, step.raw)
        elif step.state not in DONE:
            feed_steps.finish_step(step, "good")
    return " ".join(wrong)


def _bring(step: FeedStep, connector: Any, known: KnownHere, *, clock: Clock) -> str:
    """Turn what a step pulled into rows and bring them in."""
    feed = step.run.feed
    if step.state in DONE:
        return step.error
    if step.draft is None:
        rows = Rows(connector, step.noun, step.raw, known)
        arrived, count = lines.written(rows, f"{feed.source.name} {step.noun}.jsonl")
        if not count:
            arrived.path.unlink(missing_ok=True)
            feed_steps.finish_step(step, "same")
            _reach(feed, step)
            return ""
        bringing.begin(step, arrived, bodies.of_noun(connector, step.noun, feed), rows.left_out, clock=clock)
    error = bringing.through(step, clock=clock)
    if not error:
        _reach(feed, step)
    return error


def _reach(feed: Feed, step: FeedStep) -> None:
    feed_steps.reached(feed, step.noun, step.asked_at.isoformat())


def _since(feed: Feed, noun: str, connector: Any) -> datetime | None:
    upto = feed.reach.get(noun, "")
    return datetime.fromisoformat(upto) - OVERLAP if upto and noun in connector.incremental else None


def _nouns(feed: Feed, connector: Any) -> tuple[str, ...]:
    """Return what is imported; agreements only where it was said which of ours they are like."""
    return tuple(noun for noun in connector.nouns if noun != "agreements" or feed.said.get("like"))


def _noting(step: FeedStep) -> Callable[[int], None]:
    return lambda count: feed_steps.note_pulled(step, count)


def _tell_again(session: Any, noun: str) -> None:
    """Let a sitting that went on after a kill know the clients below which it asks."""
    for _record in session.records(noun, None):
        pass
