"""What was done for the care of the data, each try a row: begun, how far it is, ended well or with a reason."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

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


def latest(kind: str, **also: Any) -> CareRun | None:
    return CareRun.objects.filter(kind=kind, **also).order_by("-started_at").first()


def is_under_way(kind: str, *, now: datetime) -> bool:
    return CareRun.objects.filter(kind=kind, done_at__isnull=True, started_at__gt=now - LOST).exists()


def close_those_of_before(error: str, *, now: datetime) -> int:
    """End what a restored database holds as running: the run that made the backup is one of them."""
    return CareRun.objects.filter(done_at__isnull=True).update(done_at=now, error=error, progress="")
