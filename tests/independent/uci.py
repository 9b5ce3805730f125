"""The UCI log read by Polars, straight from its file."""

import lzma
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import polars as pl

from tests.independent.open_minutes import OpenMinutes
from tests.independent.stories import Step, Story

TARGETS = {"P3": 62 * 3600, "P4": 134 * 3600 + 59 * 60}
PHASES = {
    "New": ("new", ""),
    "Active": ("in progress", ""),
    "Awaiting User Info": ("waiting", "client"),
    "Awaiting Vendor": ("waiting", "supplier"),
    "Awaiting Problem": ("waiting", "problem"),
    "Awaiting Evidence": ("waiting", "evidence"),
    "Resolved": ("resolved", ""),
    "Closed": ("closed", ""),
    "-100": ("", ""),
}


def hours() -> OpenMinutes:
    return OpenMinutes("UTC", dict.fromkeys(range(5), ((14, 23),)), (date(2016, 1, 1), date(2018, 1, 1)))


def stories(path: Path, until: datetime | None = None) -> dict[str, Story]:
    """Return every incident that was opened before `until`, from the rows written before it."""
    end = until or datetime(2100, 1, 1, tzinfo=UTC)
    found: dict[str, Story] = {}
    for row in _rows(path):
        if row["opened"] >= end:
            continue
        story = found.setdefault(row["number"], _begun(row))
        if row["at"] < end:
            _play(story, row)
    return found


def _rows(path: Path) -> Any:
    text = lzma.decompress(path.read_bytes()) if path.suffix == ".xz" else path.read_bytes()
    instant = {"format": "%d/%m/%Y %H:%M", "time_zone": "UTC"}
    frame = pl.read_csv(text, infer_schema=False, null_values=["?"]).with_columns(
        pl.col("opened_at").str.to_datetime(**instant).alias("opened"),  # type: ignore[arg-type]
        pl.col("sys_updated_at").str.to_datetime(**instant).alias("at"),  # type: ignore[arg-type]
        pl.concat_str(pl.lit("P"), pl.col("priority").str.head(1)).alias("level"),
        pl.col("location").str.split(" ").list.eval(pl.element().filter(pl.element() != "")).list.join(" "),
        pl.col("assignment_group").str.split(" ").list.eval(pl.element().filter(pl.element() != "")).list.join(" "),
    )
    columns = ("number", "opened", "at", "level", "location", "assignment_group", "incident_state", "made_sla")
    return frame.select(columns).iter_rows(named=True)


def _begun(row: dict[str, Any]) -> Story:
    client = row["location"] or "No location recorded"
    return Story(row["number"], row["opened"], client, "", row["level"])


def _play(story: Story, row: dict[str, Any]) -> None:
    at = max(row["at"], story.steps[-1].at if story.steps else story.opened)
    story.steps.append(Step(at, *PHASES[row["incident_state"]], row["level"]))
    story.client, story.team = row["location"] or story.client, row["assignment_group"] or ""
    story.said_kept = row["made_sla"] == "true"
