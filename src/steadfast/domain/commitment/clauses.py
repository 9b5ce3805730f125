"""Clauses: an agreement as data, validated, and the terms that it gives a commitment of some kind and priority."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from steadfast.domain.commitment.terms import WARN_BP, Terms
from steadfast.domain.language import known

# What is promised in a conversation starts there and needs no clause. The first of each is meant where none is said.
STARTS = {"next update": ("replied",), "answer": ("asked",)}
STOPS = {"next update": ("replied",), "answer": ("answered",)}
STARTS_ELSE, STOPS_ELSE = ("opened",), ("resolved", "replied", "closed")
MOST_NOTICE = 3650
REASONS = (known("client"), known("supplier"), known("problem"), known("evidence"), known("resolved"))


class ClauseError(ValueError):
    """An agreement that cannot be kept as written; `field` names the place."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(f"{field}: {message}")
        self.field = field


@dataclass(frozen=True, slots=True)
class Clause:
    """The promise of one kind: working seconds by priority, and what starts, stops and pauses its clock."""

    kind: str
    targets: Mapping[str, int]
    starts: str
    stops: str
    pauses_on: tuple[str, ...]
    text: str = ""


@dataclass(frozen=True, slots=True)
class Clauses:
    """All promises of one agreement version. A priority without a target is promised nothing.

    It runs until `ends_on`, that day included; None: it has no end. `notice_days` before the end, or at any time where
    there is none, either side may end it; 0: no notice is agreed.
    """

    kinds: Mapping[str, Clause] = field(default_factory=dict)
    warn_bp: int = WARN_BP
    confirmation_s: int = 0
    ends_on: date | None = None
    notice_days: int = 0

    def terms(self, kind: str, priority: str) -> Terms | None:
        """Return the terms of a kind at a priority, or None where nothing is promised."""
        clause = self.kinds.get(kind)
        if clause is None or priority not in clause.targets:
            return None
        return Terms(
            kind=kind,
            target_s=clause.targets[priority],
            warn_bp=self.warn_bp,
            starts=clause.starts,
            stops=clause.stops,
            pauses_on=clause.pauses_on,
            confirmation_s=self.confirmation_s,
            clause=clause.text,
        )

    def body(self) -> dict[str, Any]:
        """Return the clauses as plain JSON values; `read` reads them back."""
        kinds = {
            clause.kind: {
                "targets": dict(clause.targets),
                "starts": clause.starts,
                "stops": clause.stops,
                "pauses_on": sorted(clause.pauses_on),
                "clause": clause.text,
            }
            for clause in self.kinds.values()
        }
        return {"kinds": kinds, "warn_bp": self.warn_bp, "confirmation_s": self.confirmation_s, **self._term()}

    def _term(self) -> dict[str, Any]:
        """Return how long it runs, as far as that is agreed: bodies from before there was an end stay as they are."""
        ends = {"ends_on": self.ends_on.isoformat()} if self.ends_on else {}
        return {**ends, **({"notice_days": self.notice_days} if self.notice_days else {})}

    def priorities(self) -> tuple[str, ...]:
        """Return every priority that has a target, in order."""
        return tuple(sorted({p for clause in self.kinds.values() for p in clause.targets}))


def read(body: Mapping[str, Any]) -> Clauses:
    """Return the clauses of an agreement's body, or raise ClauseError naming the field that is wrong.

    Kinds and priorities come in the order of their names, since a database may keep the keys of a body in any order.
    """
    kinds = body.get("kinds")
    if not isinstance(kinds, Mapping):
        raise ClauseError("kinds", "must map each kind of promise to its clause")
    return Clauses(
        kinds={kind: _clause(kind, value) for kind, value in sorted(kinds.items())},
        warn_bp=_whole("warn_bp", body.get("warn_bp", WARN_BP), most=10_000),
        confirmation_s=_whole("confirmation_s", body.get("confirmation_s", 0)),
        ends_on=_day("ends_on", body.get("ends_on")),
        notice_days=_whole("notice_days", body.get("notice_days", 0), most=MOST_NOTICE),
    )


def _clause(kind: str, value: Any) -> Clause:
    if not isinstance(value, Mapping) or not isinstance(value.get("targets", {}), Mapping):
        raise ClauseError(f"{kind}.targets", "must map each priority to working seconds")
    if not isinstance(value.get("pauses_on", []), list | tuple):
        raise ClauseError(f"{kind}.pauses_on", "must be a list of reasons")
    targets = {p: _whole(f"{kind}.targets.{p}", s) for p, s in sorted(value.get("targets", {}).items())}
    pauses = tuple(_one_of(f"{kind}.pauses_on", reason, REASONS) for reason in value.get("pauses_on", []))
    starts, stops = STARTS.get(kind, STARTS_ELSE), STOPS.get(kind, STOPS_ELSE)
    return Clause(
        kind=kind,
        targets=targets,
        starts=_one_of(f"{kind}.starts", value.get("starts", starts[0]), starts),
        stops=_one_of(f"{kind}.stops", value.get("stops", stops[0]), stops),
        pauses_on=pauses,
        text=_words(f"{kind}.clause", value.get("clause", "")),
    )


def _day(name: str, value: Any) -> date | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise ClauseError(name, f"must be a day such as 2027-03-31, not {value!r}") from None


def _words(name: str, value: Any) -> str:
    if "\0" in str(value):
        raise ClauseError(name, "must hold no U+0000")
    return str(value)


def _whole(name: str, value: Any, most: int = 10**9) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= most:
        raise ClauseError(name, f"must be a whole number from 0 to {most}, not {value!r}")
    return value


def _one_of(name: str, value: Any, known: tuple[str, ...]) -> str:
    if value not in known:
        raise ClauseError(name, f"must be one of {', '.join(known)}, not {value!r}")
    return str(value)
