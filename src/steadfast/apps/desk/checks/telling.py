"""What the events of a ticket tell of its row: a fold from facts to columns. A column that no event tells is left out.

An imported ticket is told by the rows of its log, folded again as the import did; who owned it there is told by names
that were matched then, so that its owner is known from its first taking on.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from steadfast.apps.desk.checks import source_telling
from steadfast.apps.desk.checks.facts import CHANGED, Fact, Telling
from steadfast.domain.commitment.instants import parse

OPENED = {
    "kind": "kind",
    "impact": "impact",
    "urgency": "urgency",
    "priority": "priority",
    "channel": "channel",
    "contact": "contact_id",
    "site": "site_id",
    "team": "team_id",
    "owner": "owner_id",
    "agreement": "agreement_version_id",
    "follows": "follows_id",
    "category": "category",
}


def columns(facts: Iterable[Fact]) -> dict[str, Any]:
    """Return what the columns of a ticket should hold after these facts."""
    telling = Telling()
    for fact in facts:
        if fact.kind in TELLERS:
            TELLERS[fact.kind](telling, fact)
    return telling.columns


def _opened(telling: Telling, fact: Fact) -> None:
    ours = "imported" not in fact.data
    telling.columns |= {column: fact.data[name] for name, column in OPENED.items() if name in fact.data}
    telling.columns |= {"state": "new", "opened_at": fact.at, "first_response_at": None, "reopened": 0}
    telling.columns |= dict.fromkeys(("resolved_at", "closed_at", "first_closed_at", "merged_into_id"))
    telling.columns |= {"last_said_at": fact.at if ours else None, "last_said_by": "client" if ours else ""}
    if ours:
        telling.columns["taken_at"] = None
    if "reassigned" in fact.data:  # counted since the column is there
        telling.columns["reassigned"] = fact.data["reassigned"]


def _reprioritized(telling: Telling, fact: Fact) -> None:
    telling.columns |= {name: fact.data[name] for name in CHANGED if name in fact.data}


def _taken(telling: Telling, fact: Fact) -> None:
    telling.begin_work()
    telling.columns |= {"owner_id": fact.actor, "taken_at": fact.at}


def _routed(telling: Telling, fact: Fact) -> None:
    telling.columns["team_id"] = fact.data["team"]


def _accepted(telling: Telling, fact: Fact) -> None:
    """An offer of the whole ticket was accepted; one of a single promise changes nothing on the ticket."""
    if fact.data["commitment"] is None:
        telling.begin_work()
        telling.columns |= {"owner_id": fact.data["to"], "team_id": fact.data["team"], "taken_at": fact.at}


def _passed(telling: Telling, fact: Fact) -> None:
    """It passed by the clock: what was taken stays taken, by who stands in or is here again."""
    if fact.data["commitment"] is None:
        telling.columns["owner_id"] = fact.data["to"]
        telling.columns["taken_at"] = telling.columns.get("taken_at") and fact.at


def _replied(telling: Telling, fact: Fact) -> None:
    telling.begin_work()
    first = telling.columns.get("first_response_at") or fact.at
    telling.columns |= {"first_response_at": first, "last_said_at": fact.at, "last_said_by": "us"}


def _heard(telling: Telling, fact: Fact) -> None:
    telling.columns |= {"last_said_at": fact.at, "last_said_by": "client"}


def _waits(telling: Telling, fact: Fact) -> None:
    if not telling.columns.get("merged_into_id"):  # a merged ticket waits along and stays closed
        telling.columns["state"] = "waiting"


def _waited(telling: Telling, fact: Fact) -> None:
    if telling.columns.get("state") == "waiting":
        telling.columns["state"] = "in progress"


def _resolved(telling: Telling, fact: Fact) -> None:
    telling.columns |= {"state": "resolved", "resolved_at": fact.at}


def _closed(telling: Telling, fact: Fact) -> None:
    first = telling.columns.get("first_closed_at") or fact.at
    telling.columns |= {"state": "closed", "closed_at": fact.at, "first_closed_at": first}


def _reopened(telling: Telling, fact: Fact) -> None:
    times = telling.columns.get("reopened", 0) + 1
    telling.columns |= {"state": "in progress", "resolved_at": None, "closed_at": None, "reopened": times}


def _merged(telling: Telling, fact: Fact) -> None:
    telling.columns |= {"state": "closed", "closed_at": fact.at, "merged_into_id": fact.data["into"]}


def _unmerged(telling: Telling, fact: Fact) -> None:
    telling.columns |= {"state": fact.data["state"], "closed_at": None, "merged_into_id": None}


def _said_elsewhere(telling: Telling, fact: Fact) -> None:
    """Another ticket came or went, and with it who spoke last."""
    said_at = fact.data["said_at"]
    telling.columns |= {"last_said_at": parse(said_at) if said_at else None, "last_said_by": fact.data["said_by"]}


def _carried(telling: Telling, fact: Fact) -> None:
    """A message came from the ticket that this one was split from, with the time at which it was said."""
    kinds = {"public": _replied, "heard": _heard}
    if fact.data["kind"] in kinds:
        kinds[fact.data["kind"]](telling, fact)


TELLERS: Mapping[str, Callable[[Telling, Fact], None]] = {
    "ticket.opened": _opened,
    "ticket.source_row": source_telling.row,
    "ticket.source_grew": source_telling.grew,
    "ticket.source_undone": source_telling.undone,
    "ticket.routed": _routed,
    "ticket.taken": _taken,
    "ticket.reprioritized": _reprioritized,
    "hand_over.accepted": _accepted,
    "hand_over.passed": _passed,
    "ticket.replied": _replied,
    "ticket.heard": _heard,
    "wait.begun": _waits,
    "wait.ended": _waited,
    "ticket.resolved": _resolved,
    "ticket.confirmed": _closed,
    "ticket.closed": _closed,
    "ticket.reopened": _reopened,
    "ticket.merged": _merged,
    "ticket.unmerged": _unmerged,
    "ticket.absorbed": _said_elsewhere,
    "ticket.gave_back": _said_elsewhere,
    "ticket.carried": _carried,
}
