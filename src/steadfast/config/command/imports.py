"""`steadfast import tickets FILE --mapping NAME` plans the whole file, then applies it; `import undo N` undoes one.

JSON: tickets, events (rows of the source), commitments, reopened and waited (tickets), skipped[], seconds; beside them
reopenings, reopenings_differ, waits, not_closed, no_owner, batch, cpu_seconds, and what became of the rows of the file.
"""

import argparse
import sys
import time
from pathlib import Path
from typing import Any

from steadfast.config.command import practice
from steadfast.config.command.answer import BadInput, show

COUNTED = ("tickets", "events", "commitments", "reopened", "waited")
BREATH_S = 0.03  # between two parts, so that people who work meanwhile can save


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=["tickets", "undo"], help="bring tickets in, or undo an import")
    parser.add_argument("file", metavar="FILE|N", help="a log (plain, xz, gz or bz2), or the number of an import")
    parser.add_argument("--mapping", metavar="NAME", help="what its columns and words mean, such as uci")
    parser.add_argument("--dry-run", action="store_true", help="plan only, write nothing")


def run(options: argparse.Namespace) -> int:
    """Import or undo; BadInput says what is wrong with the file, the mapping or the moment."""
    practice.make()
    from steadfast.apps.desk.importing.apply.ground import NobodyAnswers
    from steadfast.apps.imports.fault import Fault
    from steadfast.apps.imports.operations import Busy

    try:
        return _undo(options) if options.what == "undo" else _tickets(options)
    except Fault as fault:
        raise BadInput(f"{options.file}: {fault}. Nothing was imported.") from None
    except (Busy, NobodyAnswers) as refused:
        raise BadInput(str(refused)) from None


def _tickets(options: argparse.Namespace) -> int:
    from steadfast.apps.desk.importing import tickets
    from steadfast.apps.imports.mapping import named
    from steadfast.apps.imports.operations import Imported
    from steadfast.foundation import clock
    from steadfast.foundation.actor import SYSTEM

    try:
        mapping = named(options.mapping or "")
    except KeyError as error:
        raise BadInput(error.args[0]) from None
    began, worked = time.perf_counter(), time.process_time()
    prepared = tickets.prepare(tickets.Source(path=Path(options.file), mapping=mapping), now=clock.now())
    report: dict[str, Any] = {**prepared.file.counts, "skipped": _skipped(sorted(prepared.known))}
    if not options.dry_run:
        _found_practice(mapping.zone)
        try:
            report["batch"] = tickets.bring_in(
                prepared, actor=SYSTEM, clock=clock.now, progress=Progress(), breath_s=BREATH_S
            )
        except Imported as before:
            report |= dict.fromkeys(COUNTED, 0)
            report |= {"batch": before.batch.pk, "note": str(before)}
    report["seconds"] = round(time.perf_counter() - began, 1)
    report["cpu_seconds"] = round(time.process_time() - worked, 1)
    show(report, _text(report, dry=options.dry_run), as_json=options.json)
    return 0


def _undo(options: argparse.Namespace) -> int:
    from steadfast.apps.desk.importing import tickets
    from steadfast.apps.imports.models import Batch
    from steadfast.foundation import clock
    from steadfast.foundation.actor import SYSTEM
    from steadfast.foundation.addresses import number_of

    number = number_of(options.file)
    if number is None or not Batch.objects.filter(pk=number).exists():
        raise BadInput(f"there is no import {options.file}")
    tickets.undo(number, actor=SYSTEM, clock=clock.now)
    show(
        {"batch": number, "state": "undone"},
        f"Import {number} is undone: out of sight, its promises void.",
        as_json=options.json,
    )
    return 0


def _found_practice(zone: str) -> None:
    """Found a practice in this zone where there is none, so that a log can be looked at before anything is set up."""
    from steadfast.apps.identity import operations, queries
    from steadfast.foundation import clock
    from steadfast.foundation.actor import SYSTEM

    try:
        queries.practice()
    except queries.NotSetUp:
        founding = operations.Founding("My practice", zone, "EUR", "Owner", "owner@practice.example")
        owner = operations.found(founding, now=clock.now())
        token = operations.invite(owner, actor=SYSTEM, now=clock.now())
        note = "There was no practice yet: made one. Its owner chooses a password here, once ./run serves it:"
        print(f"{note} http://localhost:8000/welcome/{token}/", file=sys.stderr)


def _skipped(keys: list[str]) -> list[dict[str, object]]:
    """Return what was left out, by reason, with a few examples."""
    if not keys:
        return []
    return [{"reason": "an earlier import brought it already", "tickets": len(keys), "such_as": keys[:5]}]


def _text(report: dict[str, Any], *, dry: bool) -> str:
    counts = ", ".join(
        f"{report[name]:,} {name}" for name in ("tickets", "events", "commitments", "reopened", "waited")
    )
    lines = [report.get("note", f"{'Would import' if dry else 'Imported'} {counts}.")]
    lines += [f"{item['tickets']:,} tickets left out: {item['reason']}." for item in report["skipped"]]
    if report["no_owner"]:
        lines.append(f"{report['no_owner']:,} tickets name no owner: none recorded.")
    took = f"{report['seconds']} s, {report['cpu_seconds']} s of the processor"
    lines.append(took + (f", as import {report['batch']}." if "batch" in report else "."))
    return "\n".join(lines)


class Progress:
    """Tells on standard error how far an import is, once a second at most."""

    def __init__(self) -> None:
        self._said = 0.0

    def __call__(self, done: int, of: int) -> None:
        now = time.monotonic()
        if done == of or now - self._said >= 1:
            self._said = now
            print(f"part {done} of {of} ({done * 100 // of} %)", file=sys.stderr, flush=True)
