"""One row after the other in a periodic task: what goes wrong with one keeps none behind it from its turn.

A row that failed gets a job of its own, which tries again and, given up, stands on the page of care until somebody
has seen to it; it gets one and not one a minute.
"""

import logging
from collections.abc import Iterable

from steadfast.foundation.jobs.backend import RowTask
from steadfast.foundation.models import Job

log = logging.getLogger(__name__)


def each(task: RowTask, keys: Iterable[int]) -> int:
    """Call a task for each key; return the sum of what the calls returned. It commits or rolls back row by row."""
    total = 0
    for key in keys:
        try:
            total += task.call(key) or 0
        except Exception:
            log.exception("%s failed for %s", task.module_path, key)
            _again(task, key)
    return total


def _again(task: RowTask, key: int) -> None:
    """Leave the row to a job of its own, unless one tries already or was given up."""
    unique = f"{task.module_path}:{key}"
    if not Job.objects.filter(unique_key=unique, dead=True).exists():
        task.using(unique_key=unique).enqueue(key)
