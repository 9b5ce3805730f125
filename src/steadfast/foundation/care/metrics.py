"""Figures for Prometheus. Requests are counted in this process; everything else is read from the database when asked.

A label is the name of a view, a method, a status or an engine: never a path, a client or a person. There is one web
process; whoever runs several asks each of them, because each counts its own requests.
"""

import time
from collections.abc import Callable, Iterator

from django.db import connection
from django.http import HttpRequest, HttpResponseBase
from prometheus_client import CollectorRegistry, Counter, Histogram
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from steadfast.foundation import clock, health
from steadfast.foundation.care import condition, runs, told

BUCKETS = (0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10)
NOBODY = "none"  # an address that leads nowhere: one label for all of them, or a stranger could make a million

registry = CollectorRegistry()
requests = Counter("steadfast_requests", "Requests answered.", ["view", "method", "status"], registry=registry)
seconds = Histogram(
    "steadfast_request_seconds", "Time from request to answer.", ["view"], buckets=BUCKETS, registry=registry
)
METHODS = {"GET", "HEAD", "POST"}


def counting(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Return Django middleware that counts and times every answer."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        began = time.perf_counter()
        answer = get_response(request)
        match = request.resolver_match
        view = (match.view_name or NOBODY) if match else NOBODY
        method = request.method if request.method in METHODS else "other"
        requests.labels(view, method, str(answer.status_code)).inc()
        seconds.labels(view).observe(time.perf_counter() - began)
        return answer

    return middleware


class Standing(Collector):
    """What the database and the disk say at this moment."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        for name, words, value in [*figures(), *last_good()]:
            yield GaugeMetricFamily(f"steadfast_{name}", words, value=value)

    def describe(self) -> Iterator[GaugeMetricFamily]:
        """Tell nothing beforehand: a process that starts asks no database."""
        return iter(())


def last_good() -> Iterator[tuple[str, str, float]]:
    """Yield when the last good backup, restore test and check began; 0 where there was none.

    A restored practice that has none of its own yet has the backup that it came from, which its restore tested and
    checked.
    """
    restore = runs.restored()
    is_good = restore is not None and bool(restore.is_good)
    for kind in ("backup", "restore test", "verification"):
        run = runs.latest(kind, is_good=True) or (restore if is_good else None)
        at = run.started_at if run else None
        if run is restore and kind == "backup":
            at = condition.restored_of(restore) or at
        name = f"last_good_{kind.replace(' ', '_')}_timestamp_seconds"
        yield name, f"When the last good {kind} began.", at.timestamp() if at else 0


def figures() -> Iterator[tuple[str, str, float]]:
    """Yield name, words and value of each."""
    now = clock.now()
    work, disk, seen = condition.work(now=now), condition.disk(), health.seen()
    yield "ready", "1 when /readyz answers 200.", float(not health.troubles(now=now))
    yield "worker_last_seen_timestamp_seconds", "When a worker last showed itself.", seen.timestamp() if seen else 0
    yield "jobs_open", "Jobs not yet done.", work.open_jobs
    yield "jobs_dead", "Jobs given up.", work.dead_count
    yield "work_lag_seconds", "How long the oldest due job or delivery has waited.", work.lag.total_seconds()
    yield "outbox_open", "Events on their way to a subscriber.", work.deliveries
    yield "outbox_given_up", "Events that a subscriber could not take.", work.given_up
    yield "outbox_lag_seconds", "How long the oldest due delivery waits.", condition.outbox_lag(now=now).total_seconds()
    yield "database_bytes", f"Size of the database, {connection.vendor}.", disk.database
    yield "files_bytes", "Size of the attached files.", disk.files
    yield "files", "Attached files, each content once.", disk.count
    yield "disk_free_bytes", "Free on the disk of the practice.", disk.free
    yield "disk_bytes", "Size of that disk.", disk.total
    yield from told.figures(now)


registry.register(Standing())
