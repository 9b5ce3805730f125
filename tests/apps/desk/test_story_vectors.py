"""Every story of the SLA vectors, told through the operations of the desk: the register gives the figures expected."""

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from steadfast.apps.commitments.checks import drift
from steadfast.apps.commitments.models import Commitment
from steadfast.apps.desk.checks import tickets
from steadfast.domain.service_level import TARGETS, Event
from tests import cast, factories
from tests.apps.desk import stories

FILE = json.loads((Path(__file__).parents[2] / "data" / "sla-vectors.json").read_text())
VECTORS = {vector["id"]: vector for vector in FILE["vectors"] if vector["op"] == "sla"}
# The desk has four priorities by impact and urgency, a story names its own.
NAMES = {"urgent": "P1", "high": "P2", "p1": "P1", "p2": "P2", "p3": "P3"}
# Where the new priority has no target the pure clock is gone; the register keeps what was promised, since only the
# client can let us go. The promise of a next update, given at P1, stays as it was at P1.
KEPT = {
    ("d074", "next_update"): {
        "due": "2024-01-15T11:10:00Z",
        "warn": "2024-01-15T10:55:00Z",
        "elapsed": 35_400,
        "state": "breached",
    }
}


def told(vector: Mapping[str, Any]) -> list[Event]:
    return [
        Event(instant(e["at"]), e["type"], NAMES[e["priority"]] if "priority" in e else None, e.get("state"))
        for e in vector["events"]
    ]


def instant(text: str) -> datetime:
    return datetime.fromisoformat(text)


def figures(found: stories.Reading | None) -> dict[str, Any] | None:
    if found is None:
        return None
    written = {name: f"{getattr(found, name):%Y-%m-%dT%H:%M:%SZ}" for name in ("due", "warn")}
    return {**written, "elapsed": found.worked, "state": found.state}


def test_there_are_stories() -> None:
    assert len(VECTORS) == 8


@pytest.mark.django_db
@pytest.mark.parametrize("vector", VECTORS.values(), ids=VECTORS)
def test_a_story_told_through_the_desk_gives_the_figures_of_the_vector(vector: dict[str, Any]) -> None:
    targets = {NAMES[name]: seconds for name, seconds in vector["targets"].items()}
    warn_bp = round(vector["warn_at"] * 10_000)
    stories.agree(FILE["calendars"][vector["calendar"]], targets, vector["paused_targets"], warn_bp)
    ines = factories.actor(factories.member(cast.INES))
    ticket = stories.tell(told(vector), vector["pause_states"], ines)
    now = instant(vector["now"])
    found = {name: figures(stories.reading(ticket, name, now)) for name in TARGETS}
    expected = {name: KEPT.get((vector["id"], name), vector["expect"].get(name)) for name in TARGETS}
    assert found == expected
    assert [str(finding) for finding in (*drift.check(), *tickets.check())] == []
    assert Commitment.objects.exists()
