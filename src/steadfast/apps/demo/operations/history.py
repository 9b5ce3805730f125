"""The past of the demo: the incident log up to 31 May 2016, moved by whole weeks until that day is the latest past one.

The words of the log are codes, so its resolvers and groups are given to the cast; the own names stay on record.
"""

import csv
import lzma
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings

from steadfast.apps.demo.cast import cast
from steadfast.apps.desk.importing import tickets
from steadfast.apps.desk.importing.log.cut import Cut
from steadfast.apps.imports.mapping import named
from steadfast.apps.imports.models import Batch
from steadfast.foundation import clock
from steadfast.foundation.actor import SYSTEM

LAST_DAY = date(2016, 5, 31)
WEEK = timedelta(weeks=1)


def is_missing() -> bool:
    """Tell whether the log has not been brought in completely."""
    return not Batch.objects.filter(kind=tickets.KIND, state="shown").exists()


def bring_in(*, now: datetime) -> None:
    """Bring the log in, or what a killed start left of it."""
    begun = Batch.objects.filter(kind=tickets.KIND).exclude(state="undone").order_by("-pk").first()
    today = (begun.created_at if begun else now).astimezone(ZoneInfo(cast().ZONE)).date()
    source = tickets.Source(path=log(), mapping=named("uci"), cut=Cut(LAST_DAY, shift(today)), aliases=aliases(log()))
    prepared = tickets.prepare(source, now=now)
    tickets.bring_in(prepared, actor=SYSTEM, clock=clock.now, progress=_say)


def log() -> Path:
    return Path(settings.ROOT) / "data" / "uci-incidents" / "incident_event_log.csv.xz"


def shift(today: date) -> timedelta:
    """Return the whole weeks that make the last day of the log the latest such weekday before today."""
    return (today - timedelta(days=1) - LAST_DAY) // WEEK * WEEK


def aliases(path: Path) -> dict[str, str]:
    """Return, for each resolver and group of the log, who does that work at Harbor IT: always the same one."""
    company = cast()
    with lzma.open(path, "rt", encoding="ascii", newline="") as text:
        rows = [(row["assigned_to"], row["assignment_group"]) for row in csv.DictReader(text)]
    work = Counter(name for name, _ in rows if name != "?")
    groups = {group for _, group in rows if group != "?"}
    return shared(work, [company.INES.name, company.KOFI.name, company.THEO.name]) | dict.fromkeys(groups, company.TEAM)


def shared(work: Mapping[str, int], hands: Sequence[str]) -> dict[str, str]:
    """Return whose work each resolver's becomes, so that all hands have about as much of it."""
    load = dict.fromkeys(hands, 0)
    found = {}
    for name, rows in sorted(work.items(), key=lambda item: (-item[1], item[0])):
        found[name] = min(load, key=lambda hand: load[hand])
        load[found[name]] += rows
    return found


def _say(done: int, of: int) -> None:
    """Show progress on one line, as somebody waits for it; a file keeps the end alone."""
    if done < of and not sys.stderr.isatty():
        return
    end = "\n" if done == of else ""
    print(f"\r{done} of {of} parts", end=end, file=sys.stderr, flush=True)
