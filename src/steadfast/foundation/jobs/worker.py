"""The worker: fires schedules and delivers the outbox in its own thread, runs jobs in `slots` more, renews leases.

A database that is away for a while costs waiting, never the worker. `stop` ends it between two jobs; a kill at any
moment loses nothing, because the lease of what it held runs out.
"""

import logging
import os
import secrets
import socket
import threading
from collections.abc import Callable, Sequence
from datetime import timedelta

from django.db import Error, connection, models

from steadfast.foundation import clock
from steadfast.foundation.jobs import delivering, execution, lease, schedule
from steadfast.foundation.models import Job
from steadfast.foundation.search import keeping

log = logging.getLogger(__name__)


class Worker:
    """One process's share of the work. Its name is new each time: the leases of a dead one are never taken for ours."""

    def __init__(self, *, period: timedelta = lease.LEASE, queues: Sequence[str] = ()) -> None:
        self.period = period
        self.where = models.Q(queue__in=queues) if queues else models.Q()
        self.owner = f"{socket.gethostname()[:40]}:{os.getpid()}:{secrets.token_hex(6)}"
        self.running: set[int] = set()
        self.lock = threading.Lock()

    def job(self) -> int:
        """Claim and run one job; return how many there were, 0 or 1."""
        now = clock.exactly()
        open_jobs = self.where & models.Q(done_at__isnull=True)
        keys = lease.claim(Job, owner=self.owner, now=now, lease=self.period, where=open_jobs)
        for job in Job.objects.filter(pk__in=keys, lease_owner=self.owner):
            with self.lock:
                self.running.add(job.pk)
            try:
                execution.run(job)
            finally:
                with self.lock:
                    self.running.discard(job.pk)
        return len(keys)

    def round(self) -> int:
        """Fire what fell due, deliver a batch of the outbox, renew some of the index; return how much that was."""
        now = clock.exactly()
        done = schedule.fire(now=now) + delivering.deliver_due(owner=self.owner, now=now, period=self.period)
        return done + keeping.catch_up()

    def heartbeat(self) -> int:
        """Renew the leases of the jobs that run now. Always idle afterwards."""
        with self.lock:
            keys = sorted(self.running)
        if keys:
            lease.renew(Job, keys, owner=self.owner, until=clock.exactly() + self.period)
        return 0

    def loop(self, step: Callable[[], int], pause: float, stop: threading.Event) -> None:
        """Repeat a step until told to stop, pausing when it found nothing to do or the database was away."""
        try:
            while not stop.is_set():
                if not self._safely(step):
                    stop.wait(pause)
        finally:
            connection.close()

    def _safely(self, step: Callable[[], int]) -> int:
        try:
            return step()
        except Error:
            log.exception("the database failed the worker; trying again")
            connection.close()
        except Exception:
            log.exception("the worker stumbled; trying again")
        return 0


def run(
    *,
    stop: threading.Event,
    slots: int = 2,
    poll: float = 0.5,
    period: timedelta = lease.LEASE,
    queues: Sequence[str] = (),
) -> None:
    """Work until `stop` is set: `slots` jobs at a time, looking for new ones each `poll` seconds, leases of `period`.

    Blocks; the supervisor calls it in a process of its own. `queues` limits it to those, empty means all.
    """
    worker = Worker(period=period, queues=queues)
    finished = threading.Event()  # the heart beats on until the last job has ended
    heart = threading.Thread(target=worker.loop, args=(worker.heartbeat, period.total_seconds() / 4, finished))
    hands = [threading.Thread(target=worker.loop, args=(worker.job, poll, stop)) for _ in range(slots)]
    for thread in (heart, *hands):
        thread.start()
    worker.loop(worker.round, poll, stop)
    for thread in hands:
        thread.join()
    finished.set()
    heart.join()


def drain(*, limit: int = 10_000) -> int:
    """Do in this thread all that is due now: schedules, outbox, jobs, and what they cause. For tests and commands."""
    worker = Worker()
    done = 0
    while done < limit and (found := worker.round() + worker.job()):
        done += found
    return done
