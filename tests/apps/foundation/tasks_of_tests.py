"""Tasks for the tests of jobs. `calls` notes what ran; a test empties it first."""

from datetime import timedelta
from typing import Any

from django.tasks import TaskContext

from steadfast.foundation.jobs import task

calls: list[Any] = []


@task()
def note(*words: str, times: int = 1) -> list[str]:
    calls.append(words)
    return [*words] * times


@task(max_attempts=3)
def fail(words: str) -> None:
    calls.append(words)
    raise ValueError(words)


@task()
def leave() -> None:
    raise SystemExit(3)


@task()
def return_nonsense() -> object:
    return timedelta(1)


@task(queue="slow", takes_context=True)
def tell_attempt(context: "TaskContext[Any, Any]") -> int:
    return context.attempt
