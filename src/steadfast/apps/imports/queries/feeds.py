"""Reads of feeds: who sees them, which are due, which failed last, and what there is to say of each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import OuterRef, Q, QuerySet, Subquery

from steadfast.apps.identity.models import Person
from steadfast.apps.identity.models.party import PRACTICE_ID
from steadfast.apps.imports.models import Feed, FeedRun, FeedStep, Source
from steadfast.foundation.actor import Actor
from steadfast.foundation.care import wall
from steadfast.foundation.models import Job

# For so long the files of a run are kept, as they came and as rows: a month to see what a night brought, and why.
# Every night pulls all but tickets as a whole, so kept for good they would fill the disk.
KEPT = timedelta(days=30)
GRACE = timedelta(minutes=10)  # after which a run without a job is lost


@dataclass(frozen=True, slots=True)
class Told:
    """A source with its feed, if it has one, and the latest run of that."""

    source: Source
    feed: Feed | None
    run: FeedRun | None


def sources_visible_to(actor: Actor) -> QuerySet[Source]:
    """Return the sources that an actor may look after: all of them or none."""
    rows = Source.objects.select_related("feed__owner", "changed_by").order_by("name")
    return rows if actor.may("imports.manage") else rows.none()


def told(sources: Iterable[Source]) -> list[Told]:
    """Return sources with their feeds and the latest run of each, in one query more."""
    found = [(source, feed_of(source)) for source in sources]
    keys = [feed.pk for _, feed in found if feed]
    latest = FeedRun.objects.filter(feed=OuterRef("feed")).order_by("-pk").values("pk")[:1]
    runs = FeedRun.objects.filter(feed__in=keys, pk=Subquery(latest))
    by_feed = {run.feed_id: run for run in runs}
    return [Told(source, feed, by_feed.get(feed.pk) if feed else None) for source, feed in found]


def feed_of(source: Source) -> Feed | None:
    """Return the feed of a source, if it has one."""
    feed: Feed | None = getattr(source, "feed", None)
    return feed


def runs_of(feed: Feed) -> QuerySet[FeedRun]:
    """Return the runs of a feed with their steps, latest first."""
    return FeedRun.objects.filter(feed=feed).select_related("by").prefetch_related("steps__draft").order_by("-pk")


def due(*, now: datetime) -> list[Feed]:
    """Return the feeds whose time of day has come since they last ran by the clock."""
    zone = wall.zone()
    found = []
    for feed in Feed.objects.filter(at__isnull=False, paused_at=None).select_related("source"):
        at = wall.last(feed.at, zone, now) if feed.at else None
        ran = at and FeedRun.objects.filter(feed=feed, origin="clock", started_at__gte=at).exists()
        if at and at >= feed.since and not ran:
            found.append(feed)
    return found


def failing() -> list[FeedRun]:
    """Return the latest run of each feed that is not paused, where it failed."""
    latest = FeedRun.objects.exclude(state="running").filter(feed=OuterRef("feed")).order_by("-pk").values("pk")[:1]
    rows = FeedRun.objects.filter(state="failed", pk=Subquery(latest), feed__paused_at=None)
    return list(rows.select_related("feed__source"))


def lost(*, now: datetime) -> list[FeedRun]:
    """Return the runs whose job is gone: killed as often as it may be tried."""
    rows = FeedRun.objects.filter(state="running", started_at__lt=now - GRACE)
    return [run for run in rows if not _has_job(run)]


def _has_job(run: FeedRun) -> bool:
    return Job.objects.filter(unique_key=f"feed.run:{run.pk}", done_at=None).exists()


def owners() -> QuerySet[Person]:
    """Return the members who can answer for a feed: those who may look after imports and are here."""
    leads = Q(roles__role__in=("owner", "service manager"))
    return Person.objects.filter(leads, party_id=PRACTICE_ID, left_at=None).distinct().order_by("name")


def raw_files() -> set[str]:
    """Return the digests of what feeds pulled."""
    return set(FeedStep.objects.exclude(raw="").values_list("raw", flat=True))


def let_go(*, now: datetime) -> tuple[set[str], set[int]]:
    """Return what feeds need no longer of runs that ended over KEPT ago: digests of what they pulled, and drafts."""
    old = FeedStep.objects.filter(run__finished_at__lt=now - KEPT)
    needed = set(FeedStep.objects.exclude(pk__in=old).exclude(raw="").values_list("raw", flat=True))
    pulled = set(old.exclude(raw="").values_list("raw", flat=True)) - needed
    return pulled, {key for key in old.values_list("draft", flat=True) if key is not None}
