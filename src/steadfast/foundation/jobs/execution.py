"""Run one claimed job to its mark: done, to be tried again, or dead with its last error.

Every mark is made only while the lease is still ours; who lost it (a stopped machine) changes nothing any more.
"""

import logging
from datetime import datetime
from typing import Any

from django.tasks.base import TaskContext
from django.utils.json import normalize_json
from django.utils.module_loading import import_string

from steadfast.foundation import clock
from steadfast.foundation.jobs import backend, retry
from steadfast.foundation.models import Job

log = logging.getLogger(__name__)


def run(job: Job) -> None:
    """Call the job's task and write down how it went. Never raises for what the task did."""
    if job.attempts > job.max_attempts:  # its worker died in every attempt: do not let it kill another
        _mark(job, **_given_up(job, job.error or "builtins.RuntimeError\nits worker died", now=clock.exactly()))
        return
    Job.objects.filter(pk=job.pk).update(started_at=clock.exactly())
    try:
        result = normalize_json(_call(job))
    except (Exception, SystemExit) as error:
        log.exception("%s failed, attempt %s of %s", job, job.attempts, job.max_attempts)
        _mark(job, **_failed(job, retry.told(error), now=clock.exactly()))
    else:
        _mark(job, done_at=clock.exactly(), result=result, error="")


def revive(job: Job, *, now: datetime) -> None:
    """Try a dead job again from the first attempt, because a person says that its cause is gone."""
    dead = Job.objects.filter(pk=job.pk, dead=True)
    dead.update(dead=False, done_at=None, attempts=0, next_at=now)


def _call(job: Job) -> Any:
    task = import_string(job.task)
    args = job.args["args"]
    if task.takes_context:
        args = [TaskContext(task_result=backend.result_of(job, task)), *args]
    return task.call(*args, **job.args["kwargs"])


def _failed(job: Job, error: str, *, now: datetime) -> dict[str, Any]:
    if job.attempts >= job.max_attempts:
        return _given_up(job, error, now=now)
    return {"error": error, "next_at": retry.next_try(job.attempts, now=now)}


def _given_up(job: Job, error: str, *, now: datetime) -> dict[str, Any]:
    return {"error": error, "done_at": now, "dead": True}


def _mark(job: Job, **changes: Any) -> None:
    ours = Job.objects.filter(pk=job.pk, lease_owner=job.lease_owner, attempts=job.attempts, done_at__isnull=True)
    if not ours.update(lease_until=None, **changes):
        log.warning("%s was taken over by another worker; its outcome here is dropped", job)
