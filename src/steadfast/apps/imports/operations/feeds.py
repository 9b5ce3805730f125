"""Feeds: set up, changed, paused, asked to run. Events tell of all but the credentials."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from steadfast.apps.identity import sealing
from steadfast.apps.identity.models import Person
from steadfast.apps.imports.models import Feed, FeedRun, FeedStep, Source
from steadfast.apps.imports.operations.leading import know_source
from steadfast.foundation import events
from steadfast.foundation.actor import Actor
from steadfast.foundation.models import PRACTICE_CHAIN


class Taken(ValueError):
    """Another feed brings this source in."""


class Running(ValueError):
    """The feed runs at this moment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a feed is set up with. An empty `secrets` leaves those that are kept."""

    at: time | None
    owner: Person
    settings: Mapping[str, str]
    secrets: Mapping[str, str] = field(default_factory=dict)


@transaction.atomic
def add_feed(name: str, connector: str, said: Said, *, actor: Actor, now: datetime) -> Feed:
    """Set a feed up for a source, new or known by files. Raise Taken."""
    source = know_source(name, "source", actor=actor, now=now)
    if Feed.objects.filter(source=source).exists():
        raise Taken(_("“%(name)s” is brought in already.") % {"name": name})
    feed = Feed(source=source, connector=connector, since=now)
    return _keep(feed, said, "feed.added", actor=actor, now=now)


@transaction.atomic
def change_feed(feed: Feed, said: Said, *, actor: Actor, now: datetime) -> Feed:
    """Change a feed. What it is asked for begins anew where its settings differ, so that nothing is passed over."""
    row = Feed.objects.select_for_update(of=("self",), no_key=True).select_related("source").get(pk=feed.pk)
    if row.said != dict(said.settings):
        row.reach = {}
    if row.at != said.at:
        row.since = now
    return _keep(row, said, "feed.changed", actor=actor, now=now)


def _keep(row: Feed, said: Said, kind: str, *, actor: Actor, now: datetime) -> Feed:
    row.said, row.at, row.owner = dict(said.settings), said.at, said.owner
    if said.secrets:
        row.sealed = sealing.seal(json.dumps(dict(said.secrets)))
    row.save()
    body = {
        "feed": row.pk,
        "source": row.source.name,
        "connector": row.connector,
        "at": f"{said.at:%H:%M}" if said.at else None,
        "owner": said.owner.pk,
        "new_credentials": bool(said.secrets),
    }
    _tell(kind, body, actor=actor, now=now)
    return row


@transaction.atomic
def pause_feed(feed: Feed, *, paused: bool, actor: Actor, now: datetime) -> None:
    """Pause a feed, or let it go on from now; doing it twice changes nothing."""
    row = Feed.objects.select_for_update(no_key=True).get(pk=feed.pk)
    if (row.paused_at is not None) == paused:
        return
    row.paused_at = now if paused else None
    row.since = now
    row.save(update_fields=["paused_at", "since"])
    _tell("feed.paused" if paused else "feed.resumed", {"feed": row.pk}, actor=actor, now=now)


def want_run(feed: Feed, origin: str, *, actor: Actor, now: datetime) -> FeedRun:
    """Have a feed run by a job. Raise Running."""
    try:
        with transaction.atomic():
            run = FeedRun.objects.create(feed=feed, origin=origin, by_id=actor.person_id, started_at=now)
            _tell("feed.run_wanted", {"feed": feed.pk, "run": run.pk, "origin": origin}, actor=actor, now=now)
            return run
    except IntegrityError:
        raise Running(_("It runs at this moment.")) from None


@transaction.atomic
def finish_run(run: FeedRun, error: str, *, actor: Actor, now: datetime) -> None:
    """Keep how a run ended; `error` is empty where all went well."""
    row = FeedRun.objects.select_for_update(no_key=True).get(pk=run.pk)
    if row.state != "running":
        return
    row.state, row.error, row.finished_at = "failed" if error else "good", error, now
    row.save(update_fields=["state", "error", "finished_at"])
    FeedStep.objects.filter(run=row, state__in=("pulling", "bringing")).update(state="failed")
    _tell("feed.ran", {"feed": row.feed_id, "run": row.pk, "good": not error}, actor=actor, now=now)


def secrets_of(feed: Feed) -> dict[str, str]:
    """Return the credentials of a feed for a run; raise CannotOpen where they were sealed with another secret."""
    found: dict[str, str] = json.loads(sealing.opened(feed.sealed)) if feed.sealed else {}
    return found


def source_named(name: str) -> Source | None:
    """Return a source by its name."""
    return Source.objects.filter(name=name).first()


def _tell(kind: str, body: dict[str, Any], *, actor: Actor, now: datetime) -> None:
    events.append(events.NewEvent(PRACTICE_CHAIN, kind, now, None, body), actor=actor, now=now)
