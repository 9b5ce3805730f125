"""`steadfast import` of tickets: what was planned and done, as a report."""

import sys
import time
from pathlib import Path
from typing import Any

from steadfast.config.command import refused_rows

COUNTED = ("tickets", "events", "commitments", "reopened", "waited")
BREATH_S = 0.03  # between two parts, so that people who work meanwhile can save
SUCH_AS = 5


def bring_in(path: Path, mapping: Any, *, dry: bool, skip_bad_rows: bool) -> tuple[dict[str, Any], list[str]]:
    """Plan a file and, unless `dry`, apply it; return the report as data and as lines.

    Fault on a bad row, with how many there are, where these are not to be skipped; a dry run lists them.
    """
    from steadfast.apps.desk.importing import tickets
    from steadfast.apps.imports.models import Batch
    from steadfast.apps.imports.operations import Imported
    from steadfast.config.command.imports_ground import found_practice
    from steadfast.foundation import clock
    from steadfast.foundation.actor import SYSTEM

    source = tickets.Source(path=path, mapping=mapping, skip_bad_rows=skip_bad_rows)
    prepared = tickets.prepare(source, now=clock.now())
    report: dict[str, Any] = {**prepared.file.counts, "skipped": _skipped(prepared), "makes": _makes(prepared)}
    refused = refused_rows.listed(prepared.bad.refused)
    report |= {"refused_rows": refused} if refused else {}
    if not dry:
        _stop_at_bad_rows(prepared)
        found_practice(mapping.zone)
        try:
            batch = tickets.bring_in(prepared, actor=SYSTEM, clock=clock.now, progress=Progress(), breath_s=BREATH_S)
            report |= {"batch": batch, **Batch.objects.get(pk=batch).counts}
            _say_kept(report)
        except Imported as before:
            report |= dict.fromkeys(COUNTED, 0)
            report |= {"batch": before.batch.pk, "note": str(before)}
    return report, [*_lines(report, dry=dry), *refused_rows.lines_of(refused[: refused_rows.MOST])]


def _stop_at_bad_rows(prepared: Any) -> None:
    """Raise the Fault of the first bad row; of several, with their number and what would leave them out."""
    from steadfast.apps.imports.fault import Fault

    bad = prepared.bad
    if not bad.first or (prepared.source.skip_bad_rows and prepared.plan.tickets):
        return
    first = bad.first
    more = f"; {bad.count:,} rows cannot be read" if bad.count > 1 else ""
    way = ", and no other is left" if prepared.source.skip_bad_rows else "; --skip-bad-rows leaves that out"
    raise Fault(f"{first.message}{more}{way}", row=first.row, column=first.column, value=first.value)


def _skipped(prepared: Any) -> list[dict[str, object]]:
    """Return what is left as it is, by reason, with a few examples."""
    reasons = {
        "an earlier import brought it already, and it says nothing new": prepared.same,
        "it stands in no row of this file any more; it stays as it is": prepared.vanished,
    }
    return [
        {"reason": reason, "tickets": len(keys), "such_as": sorted(keys)[:SUCH_AS]}
        for reason, keys in reasons.items()
        if keys
    ]


def _makes(prepared: Any) -> dict[str, dict[str, object]]:
    """Return the clients, contacts, teams and owners that are not here yet: how many, and the first names."""
    from steadfast.apps.desk.importing.making import would_make

    histories = (one.history for one in prepared.plan.tickets)
    found = would_make(histories, prepared.source.of, prepared.source.mapping.aliases)
    return {kind: {"count": made.count, "first": list(made.first)} for kind, made in found.items()}


def _say_kept(report: dict[str, Any]) -> None:
    if kept := report.get("kept"):
        reason = "somebody here has worked on it since; it stays as it is"
        report["skipped"].append({"reason": reason, "tickets": kept, "such_as": []})


def _lines(report: dict[str, Any], *, dry: bool) -> list[str]:
    counts = ", ".join(f"{report[name]:,} {name}" for name in COUNTED)
    lines = [report.get("note", f"{'Would import' if dry else 'Imported'} {counts}.")]
    for kind, made in report["makes"].items():
        some = ", ".join(made["first"])
        lines.append(f"{'It would make' if dry else 'It made'} {made['count']:,} {kind}: {some[:200]}.")
    if report["changed"] and "note" not in report:
        more = f" with {report['rows_added']:,} new rows" if "rows_added" in report else ""
        lines.append(f"{report.get('grown', report['changed']):,} known tickets say more{more}.")
    lines += [f"{item['tickets']:,} tickets left out: {item['reason']}." for item in report["skipped"]]
    if report.get("refused"):
        lines.append(f"{report['refused']:,} rows cannot be read and are left out with their tickets.")
    if report["no_owner"]:
        lines.append(f"{report['no_owner']:,} tickets name no owner: none recorded.")
    return lines


class Progress:
    """Tells on standard error how far an import is, once a second at most."""

    def __init__(self) -> None:
        self._said = 0.0

    def __call__(self, done: int, of: int) -> None:
        now = time.monotonic()
        if done == of or now - self._said >= 1:
            self._said = now
            print(f"part {done} of {of} ({done * 100 // (of or 1)} %)", file=sys.stderr, flush=True)
