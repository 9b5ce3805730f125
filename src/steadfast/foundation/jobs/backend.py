"""Django's task API over rows of our own database, so that enqueuing belongs to the transaction that calls it.

A task may run more than once (its worker can be killed between its effect and its mark), so it must be idempotent:
    @task(max_attempts=3)
    def remind(commitment_id: int) -> None: ...
    remind.using(unique_key=f"remind:{commitment_id}", run_after=due).enqueue(commitment_id)
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from django.db import IntegrityError, transaction
from django.tasks import Task, TaskResult, TaskResultStatus
from django.tasks.backends.base import BaseTaskBackend
from django.tasks.base import TaskError
from django.tasks.exceptions import TaskResultDoesNotExist
from django.utils.json import normalize_json
from django.utils.module_loading import import_string

from steadfast.foundation import clock
from steadfast.foundation.jobs import retry
from steadfast.foundation.models import Job

type Result = TaskResult[..., Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class RowTask(Task):  # type: ignore[type-arg]  # generic in the stubs only
    """A task that also knows its unique key (at most one open job has it) and how often it is tried."""

    unique_key: str | None = None
    max_attempts: int = retry.ATTEMPTS

    def using(self, **changes: Any) -> "RowTask":
        """Return the task with other settings: unique_key, run_after, queue_name, max_attempts."""
        return replace(self, **changes)


def task(
    *, queue: str = "default", max_attempts: int = retry.ATTEMPTS, takes_context: bool = False
) -> Callable[[Callable[..., Any]], RowTask]:
    """Make a function of an app's tasks.py a task; its path is stored in rows, so move it only when none is open."""

    def declare(function: Callable[..., Any]) -> RowTask:
        return RowTask(func=function, queue_name=queue, max_attempts=max_attempts, takes_context=takes_context)

    return declare


class RowBackend(BaseTaskBackend):
    task_class = RowTask
    supports_defer = True
    supports_get_result = True

    def __init__(self, alias: str, params: dict[str, Any]) -> None:
        super().__init__(alias, {"QUEUES": [], **params})  # any queue name, unless settings list them

    def enqueue(self, task: Any, args: Any, kwargs: Any) -> Any:
        """Write the job's row in the caller's transaction; an open job with the same unique key stands for both."""
        job = row(task, now=clock.exactly(), args=args, kwargs=kwargs, unique_key=task.unique_key)
        return result_of(_insert(job), task)

    def get_result(self, result_id: str) -> Result:
        try:
            return result_of(Job.objects.get(pk=int(result_id)))
        except (Job.DoesNotExist, ValueError, OverflowError) as error:
            raise TaskResultDoesNotExist(result_id) from error


def row(task: Any, *, now: Any, args: Any = (), kwargs: Any = None, **more: Any) -> Job:
    """Return a job of this task, not yet saved."""
    return Job(
        queue=task.queue_name,
        task=task.module_path,
        args=normalize_json({"args": list(args), "kwargs": kwargs or {}}),
        max_attempts=task.max_attempts,
        created_at=now,
        next_at=task.run_after or now,
        **more,
    )


def result_of(job: Job, task: Any = None) -> Result:
    """Return a job in the words of Django's task API."""
    path, _, trace = job.error.partition("\n")
    result: Result = TaskResult(
        task=task or import_string(job.task),
        id=str(job.pk),
        status=_status(job),
        enqueued_at=job.created_at,
        started_at=job.started_at,
        finished_at=job.done_at,
        last_attempted_at=job.started_at,
        args=job.args["args"],
        kwargs=job.args["kwargs"],
        backend="default",
        errors=[TaskError(exception_class_path=path, traceback=trace)] if job.error else [],
        worker_ids=[job.lease_owner] * job.attempts,
    )
    object.__setattr__(result, "_return_value", job.result)
    return result


def _status(job: Job) -> TaskResultStatus:
    if job.done_at:
        return TaskResultStatus.FAILED if job.dead else TaskResultStatus.SUCCESSFUL
    return TaskResultStatus.RUNNING if job.lease_until else TaskResultStatus.READY


def _insert(job: Job) -> Job:
    """Insert the job, or return the open one that has its key; that one may finish in between, so try again."""
    while True:
        try:
            with transaction.atomic():
                job.save(force_insert=True)
        except IntegrityError:
            same = Job.objects.filter(unique_key=job.unique_key, done_at__isnull=True).first()
            if job.unique_key is None:
                raise
            if same:
                return same
        else:
            return job
