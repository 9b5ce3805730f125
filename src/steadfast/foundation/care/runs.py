"""What was done for the care of the data, each try a row: begun, how far it is, ended well or with a reason.

A restored practice brings the rows of the machine that it came from. They stay, and say nothing of this machine: what
counts here was done since the last restore.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet

from steadfast.foundation import clock
from steadfast.foundation.care.refusal import Refused
from steadfast.foundation.models import CareRun

LOST = timedelta(hours=6)  # a run that nobody ended for so long was killed


@dataclass(frozen=True)
class Origin:
    """Who began it: the clock, a person on the page, or somebody at the command line."""

    kind: str
    person_id: int | None = None


CLOCK, COMMAND = Origin("clock"), Origin("command")


@contextmanager
def running(kind: str, origin: Origin) -> Iterator[CareRun]:
    """Note a run; its end is good unless an error leaves the block, which is noted in words and raised on."""
    run = CareRun.objects.create(
        kind=kind, origin=origin.kind, actor_id=origin.person_id, started_at=clock.exactly(), progress="started"
    )
    try:
        yield run
    except BaseException as error:
        end(run, is_good=False, error=said(error))
        raise
    end(run, is_good=True if run.is_good is None else run.is_good)


def end(run: CareRun, *, is_good: bool, error: str = "") -> None:
    run.is_good, run.done_at, run.progress = is_good, clock.exactly(), ""
    run.error = error or run.error
    run.save()


def said(error: BaseException) -> str:
    """Return an error in words for the page."""
    return str(error) if isinstance(error, Refused) else f"{type(error).__name__}: {error}"


def telling(run: CareRun) -> Callable[[str], None]:
    """Return a function that notes how far a run is."""

    def told(words: str) -> None:
        CareRun.objects.filter(pk=run.pk).update(progress=words)

    return told


def here() -> QuerySet[CareRun]:
    """Return what was done since this practice was restored, or all where it never was."""
    restore = restored()
    return CareRun.objects.filter(pk__gt=restore.pk) if restore else CareRun.objects.all()


def restored() -> CareRun | None:
    """Return the restore that made this practice, None where it began here."""
    return CareRun.objects.filter(kind="restore").order_by("-pk").first()


def latest(kind: str, **also: Any) -> CareRun | None:
    return here().filter(kind=kind, **also).order_by("-started_at").first()


def is_under_way(kind: str, *, now: datetime) -> bool:
    return CareRun.objects.filter(kind=kind, done_at__isnull=True, started_at__gt=now - LOST).exists()


def close_those_of_before(name: str, error: str, *, now: datetime) -> None:
    """End what a restored database holds as running: the run that made this backup, well; any other with `error`."""
    running = CareRun.objects.filter(done_at__isnull=True)
    made_it = running.filter(kind="backup").order_by("-pk").values_list("pk", flat=True).first()
    running.filter(pk=made_it or 0).update(done_at=now, is_good=True, name=name, progress="")
    running.update(done_at=now, is_good=False, error=error, progress="")
