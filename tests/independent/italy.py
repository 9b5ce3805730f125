"""The Italian help desk log read by Polars, straight from its file."""

import lzma
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import polars as pl
from holidays import country_holidays

from tests.independent.open_minutes import OpenMinutes
from tests.independent.stories import Step, Story

TARGETS = {"P1": 8 * 3600, "P2": 40 * 3600, "P3": 80 * 3600, "P4": 120 * 3600}
LEVELS = {"Value 4": "P1", "Value 1": "P2", "Value 2": "P3", "Value 3": "P4"}
TRACKER = ("VERIFIED", "RESOLVED", "INVALID", "DUPLICATE")  # rows of another system about something else
PHASES = {
    "Insert ticket": ("new", ""),
    "Assign seriousness": ("", ""),
    "Take in charge ticket": ("in progress", ""),
    "Schedule intervention": ("in progress", ""),
    "Resolve SW anomaly": ("in progress", ""),
    "Wait": ("waiting", "client"),
    "Require upgrade": ("waiting", "problem"),
    "Create SW anomaly": ("waiting", "problem"),
    "Resolve ticket": ("resolved", ""),
    "Closed": ("closed", ""),
}


def hours() -> OpenMinutes:
    days = (date(2010, 1, 1), date(2014, 12, 31))
    shut = country_holidays("IT", years=range(2010, 2015))
    return OpenMinutes("Europe/Rome", dict.fromkeys(range(5), ((9, 13), (14, 18))), days, shut)


def stories(path: Path) -> dict[str, Story]:
    """Return every ticket."""
    frame = pl.read_csv(lzma.decompress(path.read_bytes()), infer_schema=False).with_columns(
        pl.col("timestamp").str.to_datetime("%Y-%m-%dT%H:%M:%S%z", time_zone="UTC").alias("at"),
        pl.col("seriousness_2").replace_strict(LEVELS).alias("level"),
        pl.col("customer").str.replace("Value", "Customer"),
        pl.col("workgroup").str.replace("Value", "Workgroup"),
    )
    found: dict[str, Story] = {}
    for row in frame.iter_rows(named=True):
        story = found.setdefault(row["case_id"], _begun(row))
        if row["activity"] not in TRACKER:
            story.steps.append(Step(row["at"], *PHASES[row["activity"]], row["level"]))
            story.client, story.team = row["customer"], row["workgroup"]
    assert all(a.at <= b.at + timedelta() for s in found.values() for a, b in zip(s.steps, s.steps[1:], strict=False))
    return found


def _begun(row: dict[str, Any]) -> Story:
    return Story(row["case_id"], row["at"], row["customer"], row["workgroup"], row["level"])
