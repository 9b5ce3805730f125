"""What the storm needs Django for, each in a process of its own: `python -m tests.storm.stage build|count|look …`."""

import json
import os
import sys
import time
from pathlib import Path
from typing import Any

JOB_S = 0.05  # how long a job takes, so that a kill often meets one


def build(folder: str, jobs: str) -> None:
    """Make a practice with the cast, a ticket for each writer, and jobs to do."""
    os.environ["STEADFAST_DATA"] = folder
    from tests import ready
    from tests.journeys import stage

    if not os.environ.get("STEADFAST_DATABASE_URL"):
        ready.lay(Path(folder))
    stage.build("")
    from django.db import transaction

    from tests import cast, factories
    from tests.storm import jobs as work

    tickets = [factories.ticket(f"Writer {member.name}").subject.number for member in cast.MEMBERS[:4]]
    with transaction.atomic():
        for key in range(int(jobs)):
            work.effect.using(unique_key=f"storm:{key}").enqueue(key)
    print(json.dumps({"client": factories.client().pk, "team": factories.team().pk, "tickets": tickets}))


def count(folder: str, jobs: str) -> None:
    """Wait until the worker has nothing left, then print what is there."""
    os.environ["STEADFAST_DATA"] = folder
    from steadfast.config.command import practice

    practice.open_existing()
    from steadfast.foundation.models import Delivery, Job

    deadline = time.monotonic() + 60 + int(jobs) * JOB_S * 3
    open_jobs = Job.objects.filter(done_at=None, schedule=None)
    while (open_jobs.exists() or Delivery.objects.exists()) and time.monotonic() < deadline:
        time.sleep(0.2)
    print(json.dumps(found()))


def look(folder: str, jobs: str) -> None:
    """Print what is there, of a practice that nobody serves."""
    os.environ["STEADFAST_DATA"] = folder
    from steadfast.config.command import practice

    practice.open_existing()
    print(json.dumps(found()))


def found() -> dict[str, Any]:
    from steadfast.apps.commitments.models import Commitment
    from steadfast.apps.desk.models import Message
    from steadfast.foundation import verify
    from steadfast.foundation.models import Delivery, Job, NumberSeries, Subject

    effects = NumberSeries.objects.filter(kind__startswith="storm:")
    return {
        "texts": list(Message.objects.values_list("text", flat=True)),
        "titles": list(Subject.objects.values_list("title", flat=True)),
        "promises": list(Commitment.objects.filter(kind="promise").values_list("what", flat=True)),
        "findings": [str(finding) for finding in verify.run()],
        "deliveries": Delivery.objects.count(),
        "jobs left": Job.objects.filter(done_at=None, schedule=None).count(),
        "jobs dead": [job.error.splitlines()[-1:] for job in Job.objects.filter(dead=True)],
        "effects": sorted(effects.values_list("last", flat=True)),
    }


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))
    {"build": build, "count": count, "look": look}[sys.argv[1]](*sys.argv[2:])
