"""`steadfast import-report [N]`: what an import read and left out, and every ticket on which its source and we differ.

JSON: import, file, mapping, state, read, skipped[], beside[], verdicts, why[], differences[].
"""

import argparse
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from steadfast.config.command import practice
from steadfast.config.command.answer import BadInput, show


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("number", metavar="N", nargs="?", help="the number of an import; default: the newest")


def run(options: argparse.Namespace) -> int:
    """Print the report."""
    practice.open_existing()
    from steadfast.apps.identity import queries as identity
    from steadfast.apps.reporting.queries.migration import report
    from steadfast.apps.reporting.queries.migration.compared import WHAT
    from steadfast.foundation import clock

    actor, now, batch = identity.operator(), clock.now(), _batch(options.number)
    found = report.of_batch(batch, actor, now=now)
    differences = [
        _difference(one) for what in WHAT if found.differ(what) for one in report.all_told(batch, what, actor, now=now)
    ]
    document = {
        "import": batch.pk,
        "file": batch.file_name,
        "mapping": batch.mapping,
        "state": batch.state,
        "read": {"rows": found.rows_read, **batch.counts},
        "skipped": [{"reason": reason, "rows": rows} for reason, rows in found.skipped],
        "beside": [asdict(one) for one in found.beside],
        "verdicts": asdict(found.verdicts) if found.verdicts else None,
        "why": [{"reason": short, "tickets": count} for short, count in found.why],
        "differences": differences,
    }
    show(document, "\n".join(_lines(found, differences)), as_json=options.json)
    return 0


def _batch(number: str | None) -> Any:
    from steadfast.apps.imports.models import Batch
    from steadfast.foundation.addresses import number_of

    if number is None:
        found = Batch.objects.order_by("-pk").first()
    else:
        found = Batch.objects.filter(pk=number_of(number) or 0).first()
    if found is None:
        raise BadInput(f"there is no import {number}" if number else "nothing was imported yet")
    return found


def _difference(one: Any) -> dict[str, object]:
    return {
        "compared": one.what,
        "ticket": one.ticket.subject.label,
        "source_number": one.ticket.source_key,
        "client": one.ticket.client.name,
        "priority": one.ticket.priority,
        "source": one.source,
        "ours": one.ours,
        "reason": one.reason.short,
        "words": one.reason.words,
    }


def _lines(found: Any, differences: list[dict[str, Any]]) -> Iterator[str]:
    batch = found.batch
    rows = "–" if found.rows_read is None else f"{found.rows_read:,}"
    yield f"Import {batch.pk}, {batch.file_name}, mapping {batch.mapping}, {batch.state}: {rows} rows read"
    yield from (f"  {rows:,} rows left out, {reason}" for reason, rows in found.skipped)
    if found.silent:
        yield "This source gives no verdict and no counter: there is nothing to compare."
        return
    for one in found.beside:
        yield f"{one.words}: {one.agree:,} agree, {one.differ:,} differ, of {one.silent:,} the source says nothing"
    if found.verdicts:
        yield f"\n{'':4} {'ours':10} {'source kept':>12} {'source broken':>14}"
        yield from (
            f"{c.priority:4} {c.ours:10} {c.source_kept:>12,} {c.source_broken:>14,}" for c in found.verdicts.table
        )
    yield from (f"{count:,} × {short}" for short, count in found.why)
    for one in differences:
        head = f"{one['ticket']} {one['source_number']} {one['priority']} {one['compared']}"
        yield f"\n{head}: source {one['source']}, ours {one['ours']}: {one['reason']}\n  {one['words']}"
