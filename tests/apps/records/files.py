"""Files of records for tests: written where a test says, with a mapping and a run of it."""

from collections.abc import Mapping as Map
from pathlib import Path
from typing import Any

from steadfast.apps.imports import kinds
from steadfast.apps.imports.kinds import Planned, Run
from steadfast.apps.imports.mapping import read
from steadfast.foundation.actor import SYSTEM
from tests.factories import NOW


def run_of(folder: Path, kind: str, text: str, columns: Map[str, str], more: str = "", token: str = "") -> Run:
    """Return a run of a CSV file whose columns are mapped so; `more` is TOML that stands before the tables."""
    path = folder / f"{kind}.csv"
    path.write_text(text)
    pairs = "\n".join(f'{ours} = "{theirs}"' for ours, theirs in columns.items())
    toml = f'name = "halo-{kind}"\nkind = "{kind}"\nsource = "halo"\n{more}\n[columns]\n{pairs}\n'
    return Run(path=path, name=path.name, mapping=read(toml, "test.toml"), source="halo", token=token)


def planned(run: Run) -> Planned:
    return kinds.named(run.mapping.kind).plan(run, progress=lambda done, of: None, now=NOW)


def bring_in(run: Run, **options: Any) -> int:
    """Import a file and return its batch."""
    said = {"actor": SYSTEM, "clock": lambda: NOW, "progress": lambda done, of: None, "breath_s": 0.0} | options
    return kinds.named(run.mapping.kind).bring_in(run, **said)


def undo(kind: str, batch: int) -> None:
    kinds.named(kind).undo(batch, actor=SYSTEM, clock=lambda: NOW)
