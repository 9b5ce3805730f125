"""`steadfast mail ingest PATH`: raw mails in files, through the very path that mail of a server takes."""

import argparse
import time
from collections import Counter
from dataclasses import asdict
from pathlib import Path

from steadfast.config.command import practice
from steadfast.config.command.answer import BadInput, show


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=["ingest", "replay"], help="ingest: read files; replay: read again what waits")
    parser.add_argument("path", metavar="PATH", type=Path, nargs="?", help="a folder, a tar, an mbox or one mail")


def run(options: argparse.Namespace) -> int:
    """Ingest or replay, and report on each mail. A mail that fails stops nothing; then the exit status is 1."""
    if options.what == "ingest" and options.path is None:
        raise BadInput("mail ingest needs a PATH: a folder, a tar, an mbox or one mail")
    if options.path is not None and not options.path.exists():
        raise BadInput(f"there is no {options.path}")
    practice.make()
    from steadfast.config.command.imports_ground import found_practice

    found_practice("UTC")
    begin = time.perf_counter()
    results = _ingested(options.path) if options.what == "ingest" else _replayed()
    seconds = round(time.perf_counter() - begin, 2)
    counts = Counter(str(each["outcome"]) for each in results)
    lines = [f"{each['outcome']:<12} {each['ticket'] or '-':<8} {each['file']}  {each['why']}" for each in results]
    told = ", ".join(f"{count:,} {name}" for name, count in counts.most_common()) or "nothing"
    text = "\n".join([*lines, f"{len(results):,} mails in {seconds} s: {told}."])
    show({"mails": len(results), "counts": counts, "seconds": seconds, "files": results}, text, as_json=options.json)
    return 1 if counts["failed"] else 0


def _ingested(path: Path) -> list[dict[str, object]]:
    from steadfast.apps.mail import operations
    from steadfast.foundation import clock

    return [asdict(each) for each in operations.ingest(path, clock=clock.now)]


def _replayed() -> list[dict[str, object]]:
    """Read again what could not be read or waits for somebody: more may be known by now."""
    from steadfast.apps.mail import operations, queries
    from steadfast.foundation import clock

    found = []
    for raw_id in queries.held():
        row = operations.replay(raw_id, now=clock.now())
        ticket = row.ticket.subject.label if row.ticket is not None else ""
        found.append({"file": row.subject, "outcome": row.outcome, "why": row.why, "ticket": ticket, "mail": row.pk})
    return found
