"""What the started processes do: work with short leases, write events, race for numbers, claim and fire.

`signal_and_wait` makes the moment of a kill certain: the process says that it is there, and stays until it is killed.
"""

import json
import os
import sys
import threading
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connection, transaction

from steadfast.foundation import clock, events, outbox, subjects, verify
from steadfast.foundation.actor import SYSTEM
from steadfast.foundation.jobs import schedule, task, worker
from steadfast.foundation.models import Chain, Delivery, Event, Job, NumberSeries, Subject


def migrate() -> None:
    call_command("migrate", verbosity=0)


def work(period: str = "1.5") -> None:
    """Be a worker until killed or told to stop by the file named in STOP."""
    stop = threading.Event()
    threading.Thread(target=_stop_with_file, args=(stop,), daemon=True).start()
    worker.run(stop=stop, period=timedelta(seconds=float(period)), poll=0.1)


def _stop_with_file(stop: threading.Event) -> None:
    while not Path(os.environ["STOP"]).exists():
        time.sleep(0.05)
    stop.set()


def signal_and_wait(file: str) -> None:
    """The first time: leave a file and hang, to be killed. Later: pass."""
    if not Path(file).exists():
        Path(file).touch()
        time.sleep(60)


@task(max_attempts=5)
def effect(key: int, file: str = "", after: str = "") -> None:
    """Have one effect for each key however often it runs: the key is unique in the database."""
    if file:
        signal_and_wait(file)
    Subject.objects.get_or_create(kind="effect", number=key, defaults={"title": "done", "chain_id": 1})
    if after:
        signal_and_wait(after)
    time.sleep(0.02)


@task()
def slow(seconds: float) -> None:
    time.sleep(seconds)


@task(max_attempts=3)
def deadly(file: str) -> None:
    """Kill the worker each time, as a fault in a C library would."""
    with Path(file).open("a") as lines:
        lines.write("x")
    os._exit(9)


def enqueue_effects(count: str) -> None:
    with transaction.atomic():
        for key in range(int(count)):
            effect.using(unique_key=f"effect:{key}").enqueue(key)


def enqueue_one(before: str, after: str) -> None:
    effect.enqueue(1, before, after)


def enqueue_deadly(file: str) -> None:
    deadly.enqueue(file)


def enqueue_slow(seconds: str) -> None:
    slow.enqueue(float(seconds))


@outbox.subscribe("thing.happened", "tests.count")
def count(event: Event, data: dict[str, Any], *, now: Any) -> None:
    """Count each delivered event; a second effect for one event would be seen in the sum."""
    if data["file"]:
        series, _ = NumberSeries.objects.get_or_create(kind="counted", defaults={"last": 0})
        NumberSeries.objects.filter(pk=series.pk).update(last=series.last + 1)
        signal_and_wait(data["file"])
    else:
        subjects.open_subject("counted event", str(event.pk), 1)


def happen(count: str, file: str = "") -> None:
    now = clock.now()
    things = [events.NewEvent(1, "thing.happened", now, None, {"n": n, "file": file}) for n in range(int(count))]
    with transaction.atomic():
        events.append_many(things, actor=SYSTEM, now=now)


def write(count: str, file: str = "") -> None:
    """Open a subject and append two events, over and over, as operations do; print each number that was committed."""
    for index in range(int(count)):
        now = clock.now()
        with transaction.atomic():
            subject = subjects.open_subject("written", "W", 1)
            events.append(events.NewEvent(1, "written.opened", now, subject.pk, {}), actor=SYSTEM, now=now)
            if file and index == 5:
                signal_and_wait(file)
            events.append(events.NewEvent(1, "written.done", now, subject.pk, {}), actor=SYSTEM, now=now)
        print(subject.number, flush=True)


def write_bulk(file: str) -> None:
    """Hang between the events of a bulk append and the move of the chain's head."""
    now = clock.now()
    with transaction.atomic():
        events.append_many(
            [events.NewEvent(1, "written.bulk", now, None, {"n": n}) for n in range(500)], actor=SYSTEM, now=now
        )
        signal_and_wait(file)


def fire(name: str, go: str) -> None:
    """Say that it is ready, wait for the file `go`, then fire one schedule of a second, over and over, for three."""
    schedule.every(timedelta(seconds=1), slow, name=name)
    print("ready", flush=True)
    while not Path(go).exists():
        time.sleep(0.01)
    end = time.monotonic() + 3
    while time.monotonic() < end:
        schedule.fire(now=clock.now())


def rebuild_event_table() -> None:
    """Do to the events what a later migration may do: SQLite makes the table anew and loses its triggers."""
    with connection.schema_editor() as editor:
        if connection.vendor == "sqlite":
            editor._remake_table(Event)  # type: ignore[attr-defined]
        else:
            editor.execute("DROP TRIGGER foundation_event_refuses_update ON foundation_event")


def watch() -> None:
    """Answer each line of the input with how things stand, as one line of JSON."""
    for _ in sys.stdin:
        print(json.dumps(standing()), flush=True)


def standing() -> dict[str, Any]:
    written = Subject.objects.filter(kind="written")
    counted = Subject.objects.filter(kind="counted event").values_list("title", flat=True)
    return {
        "findings": [str(finding) for finding in verify.run()],
        "written": written.count(),
        "half written": sum(subject.events.count() != 2 for subject in written),
        "events": Event.objects.count(),
        "head": Chain.objects.get(pk=1).seq,
        "effects": Subject.objects.filter(kind="effect").count(),
        "jobs": [f"{job.attempts} {_state(job)}" for job in Job.objects.filter(schedule=None).order_by("pk")],
        "fired": [str(at) for at in Job.objects.filter(schedule="tests").values_list("due_at", flat=True)],
        "deliveries": Delivery.objects.count(),
        "sum": sum(NumberSeries.objects.filter(kind="counted").values_list("last", flat=True)),
        "counted": [len(counted), len(set(counted))],
    }


def _state(job: Job) -> str:
    return "dead" if job.dead else "done" if job.done_at else "leased" if job.lease_until else "open"
