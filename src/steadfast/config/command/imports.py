"""`steadfast import FILE --mapping NAME|FILE.toml` plans the whole file, then applies it; `import undo N` undoes one.

A bad row of tickets keeps the whole file out, unless `--skip-bad-rows` leaves it out with its ticket.

JSON of tickets: tickets, events (rows of the source), commitments, reopened and waited (tickets), skipped[], seconds;
beside them reopenings, reopenings_differ, waits, not_closed, no_owner, unchanged, changed, vanished, batch,
cpu_seconds, and what became of the rows of the file.
"""

import argparse
import time
from pathlib import Path
from typing import Any

from steadfast.config.command import practice
from steadfast.config.command.answer import BadInput, show

WORDS = ("tickets", "undo", "lead", "mappings")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", nargs="+", metavar="FILE", help="a file; or undo N, lead SOURCE, mappings")
    parser.add_argument("--mapping", metavar="NAME|FILE", help="what its columns and words mean: a name or a TOML file")
    parser.add_argument(
        "--skip-bad-rows", action="store_true", help="of tickets: leave out what cannot be read, import the rest"
    )
    parser.add_argument("--dry-run", action="store_true", help="plan only, write nothing")


def run(options: argparse.Namespace) -> int:
    """Import, undo or lead; BadInput says what is wrong with the file, the mapping or the moment."""
    practice.make()
    from steadfast.apps.desk.importing.apply.ground import NobodyAnswers
    from steadfast.apps.imports.fault import Fault
    from steadfast.apps.imports.operations import Busy, LaterFirst

    verb, name = _asked(options.what)
    does = {"undo": _undo, "lead": _lead, "mappings": _mappings}.get(verb, _bring_in)
    try:
        return does(name, options)
    except Fault as fault:
        raise BadInput(f"{name}: {fault}. Nothing was imported.") from None
    except (Busy, NobodyAnswers, LaterFirst) as refused:
        raise BadInput(str(refused)) from None


def _asked(words: list[str]) -> tuple[str, str]:
    """Return what is to be done and with what; a file alone is imported, as is `tickets FILE`."""
    if len(words) == 1 and words[0] in ("mappings", *(word for word in WORDS if not Path(word).exists())):
        if words[0] != "mappings":
            raise BadInput(f"import {words[0]}: say which")
        return "mappings", ""
    if len(words) > 2 or (len(words) == 2 and words[0] not in WORDS):
        raise BadInput("give one file: import FILE --mapping NAME")
    return (words[0], words[1]) if len(words) == 2 else ("tickets", words[0])


def _bring_in(name: str, options: argparse.Namespace) -> int:
    from steadfast.apps.imports.mapping import BadMapping
    from steadfast.config.command import import_records, import_tickets

    try:
        mapping = _mapping(options.mapping or "")
    except BadMapping as error:
        raise BadInput(f"{error}. Nothing was imported.") from None
    began, worked = time.perf_counter(), time.process_time()
    if mapping.kind == "tickets":
        report, lines = import_tickets.bring_in(
            Path(name), mapping, dry=options.dry_run, skip_bad_rows=options.skip_bad_rows
        )
    else:
        report, lines = import_records.bring_in(Path(name), mapping, dry=options.dry_run)
    report["seconds"] = round(time.perf_counter() - began, 1)
    report["cpu_seconds"] = round(time.process_time() - worked, 1)
    took = f"{report['seconds']} s, {report['cpu_seconds']} s of the processor"
    lines.append(took + (f", as import {report['batch']}." if "batch" in report else "."))
    show(report, "\n".join(lines), as_json=options.json)
    return 1 if report.get("refused_all") else 0


def _mapping(said: str) -> Any:
    """Return a mapping by its name, or from a file where the words lead to one."""
    from steadfast.apps.imports.mapping import load, named

    if not said:
        raise BadInput("say what its columns mean: --mapping NAME or --mapping FILE.toml; import mappings lists names")
    path = Path(said)
    if path.suffix == ".toml" or "/" in said:
        return load(path)
    try:
        return named(said)
    except KeyError as error:
        return _kept(said, str(error.args[0]))


def _kept(said: str, none: str) -> Any:
    """Return the mapping that the practice keeps under a name; BadInput, after those that come along, lists them."""
    from steadfast.apps.imports import toml_text
    from steadfast.apps.imports.mapping import read
    from steadfast.apps.imports.models import SavedMapping

    own = SavedMapping.objects.filter(name=said).first()
    if own is None:
        names = ", ".join(SavedMapping.objects.order_by("name").values_list("name", flat=True)) or "none"
        raise BadInput(f"{none} Kept by the practice: {names}.")
    return read(toml_text.written(own.body), f"{own.name}.toml")


def _mappings(name: str, options: argparse.Namespace) -> int:
    from steadfast.apps.imports.mapping.known import about

    found = about()
    show({"mappings": found}, "\n".join(f"{row['name']:<18} {row['about']}" for row in found), as_json=options.json)
    return 0


def _undo(name: str, options: argparse.Namespace) -> int:
    from steadfast.apps.imports import kinds
    from steadfast.apps.imports.models import Batch
    from steadfast.foundation import clock
    from steadfast.foundation.actor import SYSTEM
    from steadfast.foundation.addresses import number_of

    number = number_of(name)
    batch = Batch.objects.filter(pk=number).first() if number is not None else None
    if batch is None:
        raise BadInput(f"there is no import {name}")
    before = batch.undone_at if batch.state == "undone" else None
    kinds.named(batch.kind).undo(batch.pk, actor=SYSTEM, clock=clock.now)  # again: it finishes one that was interrupted
    said = (
        f"Import {number} is undone: what it made is out of sight, its promises void, what it changed as it was before."
    )
    if before is not None:
        said = f"Import {number} was undone already, on {before:%Y-%m-%d at %H:%M} UTC."
    show({"batch": number, "state": "undone"}, said, as_json=options.json)
    return 0


def _lead(name: str, options: argparse.Namespace) -> int:
    from steadfast.apps.imports import operations
    from steadfast.apps.imports.models import Source
    from steadfast.foundation import clock
    from steadfast.foundation.actor import SYSTEM

    try:
        operations.lead(name, actor=SYSTEM, now=clock.now())
    except Source.DoesNotExist:
        there = ", ".join(Source.objects.order_by("name").values_list("name", flat=True)) or "none"
        raise BadInput(f"there is no source {name!r}; there are: {there}") from None
    said = f"The practice leads what came from {name} now: its tickets are worked on here."
    show({"source": name, "leads": "practice"}, said, as_json=options.json)
    return 0
