"""What `steadfast verify` asks of identity: do absences, turns of duty and deputies say what the events say?"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from steadfast.apps.identity.models import Absence, DutyTurn, Person
from steadfast.domain.commitment.instants import parse
from steadfast.foundation import events, verify
from steadfast.foundation.models import PRACTICE_CHAIN, Event
from steadfast.foundation.verify import Finding


def register() -> None:
    """Register the checks under the names that `steadfast verify` prints."""
    verify.register("absences")(absences)
    verify.register("turns of duty")(turns)
    verify.register("deputies")(deputies)


def absences() -> Iterator[Finding]:
    """Yield every absence whose row differs from its events, and every one without the other."""
    rows, told = {row.pk: row for row in Absence.objects.order_by("pk")}, dict[int, dict[str, Any]]()
    for event in _events("absence."):
        if not (data := event.data):
            continue
        said = told.setdefault(data["absence"], {"cancelled_at": None, "passed_at": None, "returned_at": None})
        said |= {"person_id": data["person"], "deputy_id": data["deputy"]}
        said |= {name: parse(data[name]) for name in ("starts_at", "ends_at")}
        said |= _stamped(event.kind, event.at)
        row = rows.get(data["absence"])
        if event.kind == "absence.planned" and row is not None:
            yield from (
                Finding(f"absence {row.pk}", f"its {name} is not the one that was recorded")
                for name in ("kind", "note")
                if not events.attests(event.text, name, getattr(row, name))
            )
    yield from _differ("absence", rows, told)


def turns() -> Iterator[Finding]:
    """Yield every turn of duty that its events do not tell, or tell otherwise."""
    rows, told = {row.pk: row for row in DutyTurn.objects.order_by("pk")}, dict[int, dict[str, Any]]()
    for event in _events("duty.turn"):
        for turn in event.data.get("turns", []):
            if event.kind == "duty.turn_removed":
                told.pop(turn["turn"], None)
                continue
            times = {name: parse(turn[name]) for name in ("starts_at", "ends_at")}
            told[turn["turn"]] = {"team_id": event.data["team"], "person_id": turn["person"], **times}
    yield from _differ("turn of duty", rows, told)


def deputies() -> Iterator[Finding]:
    """Yield every deputy who is not the one named last."""
    told = {event.data["person"]: event.data["deputy"] for event in _events("person.deputy_named") if event.data}
    for person in Person.objects.order_by("pk").only("deputy_id"):
        if person.deputy_id != told.get(person.pk):
            said = told.get(person.pk)
            yield Finding(f"person {person.pk}", f"the deputy is {person.deputy_id}, events say {said}")


STAMPS = {"absence.cancelled": "cancelled_at", "absence.began": "passed_at", "absence.ended": "returned_at"}


def _stamped(kind: str, at: datetime) -> dict[str, datetime]:
    return {STAMPS[kind]: at} if kind in STAMPS else {}


def _differ(what: str, rows: dict[int, Any], told: dict[int, dict[str, Any]]) -> Iterator[Finding]:
    for key in told:
        if key not in rows:
            yield Finding(f"{what} {key}", "its events tell of it, its row is gone")
    for key, row in rows.items():
        if key not in told:
            yield Finding(f"{what} {key}", "no event tells of it")
            continue
        for name, value in told[key].items():
            if getattr(row, name) != value:
                yield Finding(f"{what} {key}", f"{name} is {getattr(row, name)}, its events say {value}")


def _events(prefix: str) -> Iterator[Event]:
    rows = Event.objects.filter(chain_id=PRACTICE_CHAIN, kind__startswith=prefix).select_related("text")
    return rows.order_by("id").iterator(chunk_size=1000)
