"""What the rows of a log tell of an imported ticket, and what an undo of them takes back."""

from copy import deepcopy

from steadfast.apps.desk.checks.facts import CHANGED, Fact, Telling
from steadfast.apps.imports.mapping import Standing
from steadfast.domain.commitment import instants

READ_OTHERWISE = {"contact": "contact_id", "channel": "channel"}
PHASED = ("resolved_at", "closed_at", "first_closed_at", "reopened")


def row(telling: Telling, fact: Fact) -> None:
    """Take one row of the log, folded again as the import did."""
    if "reassigned" in telling.columns and telling.rows:
        telling.columns["reassigned"] += "team" in fact.data
    telling.rows += 1
    telling.columns |= {name: fact.data[name] for name in CHANGED if name in fact.data}
    if fact.data.get("first_response_at"):
        telling.columns["first_response_at"] = instants.parse(fact.data["first_response_at"])
    if "state" in fact.data:
        telling.phases.enter(Standing(fact.data["state"], fact.data.get("waits_for", "")), fact.at)
        telling.columns["state"] = telling.phases.standing.phase
        telling.columns |= {name: getattr(telling.phases, name) for name in PHASED}


def grew(telling: Telling, fact: Fact) -> None:
    """A newer export begins to tell; remember how it stood, in case that is undone."""
    telling.before[fact.data["batch"]] = Telling(dict(telling.columns), deepcopy(telling.phases), telling.rows)
    telling.columns |= {column: fact.data[name] for name, column in READ_OTHERWISE.items() if name in fact.data}


def undone(telling: Telling, fact: Fact) -> None:
    """It stands again as before the export that was undone."""
    before = telling.before.pop(fact.data["batch"])
    telling.columns, telling.phases, telling.rows = before.columns, before.phases, before.rows
