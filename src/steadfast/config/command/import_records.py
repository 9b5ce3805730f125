"""`steadfast import` of clients, contacts, sites, devices and agreements: what was planned and done, as a report."""

from pathlib import Path
from typing import Any

from steadfast.config.command import refused_rows


def bring_in(path: Path, mapping: Any, *, dry: bool) -> tuple[dict[str, Any], list[str]]:
    """Plan a file and, unless `dry`, apply it; return the report as data and as lines.

    A file whose rows are all refused makes no import; the report then says `refused_all`.
    """
    from steadfast.apps.imports import kinds
    from steadfast.config.command.import_tickets import BREATH_S, Progress
    from steadfast.config.command.imports_ground import found_practice
    from steadfast.foundation import clock
    from steadfast.foundation.actor import SYSTEM

    if not dry:
        found_practice(mapping.zone)
    kind = kinds.named(mapping.kind)
    run = kinds.Run(path=path, name=path.name, mapping=mapping, source=mapping.source)
    planned = kind.plan(run, progress=lambda done, of: None, now=clock.now())
    refused = refused_rows.listed(planned.refused[: refused_rows.MOST])
    report: dict[str, Any] = {**planned.counts, "refused_rows": refused}
    nothing = kinds.is_all_refused(planned.counts)
    if not dry and not nothing:
        report["batch"] = kind.bring_in(run, actor=SYSTEM, clock=clock.now, progress=Progress(), breath_s=BREATH_S)
    counts = ", ".join(f"{count:,} {name}" for name, count in planned.counts.items())
    lines = [f"{'Would import' if dry else 'Imported'} {mapping.kind}: {counts}."]
    if nothing:
        report["refused_all"] = True
        lines = [f"Nothing {'would be' if dry else 'was'} imported, every row is refused: {counts}."]
    return report, [*lines, *refused_rows.lines_of(refused)]
