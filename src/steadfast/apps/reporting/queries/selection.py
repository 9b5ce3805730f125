"""A selection of the register as an address says it: the figures and the rows behind them read the same one."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from urllib.parse import urlencode

from django.db.models import Q, QuerySet

from steadfast.apps.commitments.models import Commitment
from steadfast.apps.commitments.models.commitment import DIRECTIONS
from steadfast.apps.commitments.queries import numbers
from steadfast.apps.reporting.queries import grain
from steadfast.apps.reporting.queries.months import EVER, BadSelection, Months
from steadfast.domain.language import known, say

NUMBERS = {
    "fell_due": known("that fell due"),
    "kept": known("kept"),
    "broken": known("broken"),
    "kept_late": known("kept late"),
    "withdrawn": known("withdrawn"),
    "open_late": known("open and late"),
    "breaches": known("broken, or open and late"),
    "felt_kept": known("kept, also as the client felt it"),
    "felt_late": known("kept as agreed, late as the client felt it"),
    "not_yet": known("not yet judged"),
    "released": known("released"),
    "void": known("void"),
}
ROWS = {**NUMBERS, "open": known("not closed")}  # what rows can be listed of
NOBODY = 0  # the key of no party and of no team: chooses what none is owed, or none has
NONE = "none"  # the same for a priority
ALL = "all"  # every direction
NAMES = ("group", "from", "to", "month", "priority", "client", "team", "kind", "direction", "agreement")
PARTS = {
    "fell_due": ("kept", "kept_late", known("withdrawn"), "open_late"),
    "broken": ("kept_late", "withdrawn"),
    "breaches": ("kept_late", "withdrawn", "open_late"),
}


@dataclass(frozen=True, slots=True)
class Selection:
    """What to count. Empty parts choose everything; keys are those of rows, or NOBODY; priority "" is none.

    direction: one of DIRECTIONS, or "" for all of them.
    """

    months: Months = EVER
    priority: str | None = None
    client: int | None = None
    team: int | None = None
    kind: str | None = None
    direction: str = DIRECTIONS[0]
    agreement: int | None = None

    @classmethod
    def read(cls, query: Mapping[str, str]) -> "Selection":
        """Return the selection that the address says, or raise BadSelection.

        What we owe is meant unless it says another direction; a reader's own (`owner`) are of any.
        """
        priority = _word("priority", query.get("priority")) or None
        return cls(
            months=Months.read(query),
            priority="" if priority == NONE else priority,
            client=_key("client", query.get("client", "")),
            team=_key("team", query.get("team", "")),
            kind=_word("kind", query.get("kind")) or None,
            direction=_direction(query.get("direction", ""), "" if query.get("owner") else DIRECTIONS[0]),
            agreement=_key("agreement", query.get("agreement", "")),
        )

    def parts(self) -> dict[str, str]:
        """Return the parts of the address."""
        parts = self.months.parts()
        if self.priority is not None:
            parts["priority"] = self.priority or NONE
        for name in ("client", "team", "kind", "agreement"):
            if (value := getattr(self, name)) is not None:
                parts[name] = str(value)
        if self.direction != DIRECTIONS[0]:
            parts["direction"] = self.direction or ALL
        return parts

    def address(self, **also: str) -> str:
        """Return the selection as the end of an address, with more parts."""
        return "?" + urlencode({**self.parts(), **also})

    def in_month(self, month: date) -> "Selection":
        return replace(self, months=Months.one(month))

    def apply(self, register: QuerySet[Commitment]) -> QuerySet[Commitment]:
        """Return the commitments of the register that are chosen."""
        return self.but_months(register).filter(self.months.where("due_month"))

    def but_months(self, register: QuerySet[Commitment]) -> QuerySet[Commitment]:
        """Return what is chosen of any month, as a due time that was given up lies in a month of its own."""
        wanted = {
            "priority": self.priority,
            "team_id": self.team or None,
            "team__isnull": True if self.team == NOBODY else None,
            "kind": self.kind,
            "direction": self.direction or None,
            "terms__agreement_version__agreement": self.agreement,
        }
        found = register.filter(**{name: value for name, value in wanted.items() if value is not None})
        return found if self.client is None else found.filter(self._of_client())

    @property
    def is_by_debtor(self) -> bool:
        """Whether promises to us may be among these: of a client are only their own, and none of a supplier."""
        return self.direction in ("", "theirs")

    def _of_client(self) -> Q:
        others = grain.of_others() if self.is_by_debtor else Q(pk=None)
        return Q(client_id=self.client) & ~others if self.client else Q(client=None) | others


def counted_as(register: QuerySet[Commitment], number: str, *, now: datetime) -> QuerySet[Commitment]:
    """Return the commitments that one of the numbers counts, or all that are open."""
    if number not in ROWS:
        raise BadSelection(
            say("number %(number)s is not one of %(known)s", number=repr(number[:40]), known=", ".join(ROWS))
        )
    felt = numbers.felt_kept(now)
    buckets = {**numbers.buckets(now), "open": Q(closed_at=None), "felt_kept": felt}
    buckets["felt_late"] = buckets["kept"] & ~felt
    first, *others = PARTS.get(number, (number,))
    where = buckets[first]
    for other in others:
        where |= buckets[other]
    return register.filter(where)


def _word(name: str, text: str | None) -> str | None:
    if text is not None and "\0" in text:
        raise BadSelection(say("%(name)s %(text)s holds a null character", name=name, text=repr(text[:40])))
    return text


def _direction(text: str, unsaid: str) -> str:
    if text and text not in (*DIRECTIONS, ALL):
        raise BadSelection(
            say(
                "direction %(text)s is not one of %(known)s, %(all)s",
                text=repr(text[:40]),
                known=", ".join(DIRECTIONS),
                all=ALL,
            )
        )
    return "" if text == ALL else text or unsaid


def _key(name: str, text: str) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 20) or int(text) >= 2**63:
        raise BadSelection(say("%(name)s %(text)s is not a number of one", name=name, text=repr(text[:40])))
    return int(text)


def refuses(given: Mapping[str, str]) -> bool:
    """Tell whether these parameters of an address choose nothing that there is."""
    try:
        Selection.read(given)
    except BadSelection:
        return True
    return False
