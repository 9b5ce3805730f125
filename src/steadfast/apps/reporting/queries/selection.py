"""A selection of the register as an address says it: the figures and the rows behind them read the same one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

from django.db.models import Q, QuerySet

from steadfast.apps.commitments.models import Commitment
from steadfast.apps.commitments.queries import numbers

NUMBERS = {
    "fell_due": "that fell due",
    "kept": "kept",
    "broken": "broken",
    "kept_late": "kept late",
    "withdrawn": "withdrawn",
    "open_late": "open and late",
    "not_yet": "not yet judged",
    "released": "released",
    "void": "void",
}
ROWS = {**NUMBERS, "open": "not closed"}  # what rows can be listed of
NO_CLIENT = 0  # no party has this id
PARTS = {"fell_due": ("kept", "kept_late", "withdrawn", "open_late"), "broken": ("kept_late", "withdrawn")}


class BadSelection(ValueError):
    """The address asks for something that figures cannot be chosen by; the message names it."""


@dataclass(frozen=True, slots=True)
class Selection:
    """What to count. Empty parts choose everything; `client` is a party id, or NO_CLIENT for what none is owed."""

    month: date | None = None
    priority: str | None = None
    client: int | None = None
    kind: str | None = None
    agreement: int | None = None

    @classmethod
    def read(cls, query: Mapping[str, str]) -> "Selection":
        """Return the selection that the address says, or raise BadSelection."""
        return cls(
            month=_month(query.get("month", "")),
            priority=_word("priority", query.get("priority")),
            client=_key("client", query.get("client", "")),
            kind=_word("kind", query.get("kind")) or None,
            agreement=_key("agreement", query.get("agreement", "")),
        )

    def address(self, **also: str) -> str:
        """Return the selection as the end of an address, with more parts."""
        parts: dict[str, str] = {}
        if self.month is not None:
            parts["month"] = f"{self.month:%Y-%m}"
        if self.priority is not None:
            parts["priority"] = self.priority
        for name in ("client", "kind", "agreement"):
            if (value := getattr(self, name)) is not None:
                parts[name] = str(value)
        return "?" + urlencode({**parts, **also})

    def apply(self, register: QuerySet[Commitment]) -> QuerySet[Commitment]:
        """Return the commitments of the register that are chosen."""
        wanted = {
            "due_month": self.month,
            "priority": self.priority,
            "client_id": self.client or None,
            "client__isnull": True if self.client == NO_CLIENT else None,
            "kind": self.kind,
            "terms__agreement_version__agreement": self.agreement,
        }
        return register.filter(**{name: value for name, value in wanted.items() if value is not None})


def counted_as(register: QuerySet[Commitment], number: str, *, now: datetime) -> QuerySet[Commitment]:
    """Return the commitments that one of the numbers counts, or all that are open."""
    if number not in ROWS:
        raise BadSelection(f"number {number[:40]!r} is not one of {', '.join(ROWS)}")
    buckets = {**numbers.buckets(now), "open": Q(closed_at=None)}
    first, *others = PARTS.get(number, (number,))
    where = buckets[first]
    for other in others:
        where |= buckets[other]
    return register.filter(where)


def _month(text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        raise BadSelection(f"{text!r} is not a month such as 2026-11") from None


def _word(name: str, text: str | None) -> str | None:
    if text is not None and "\0" in text:
        raise BadSelection(f"{name} {text[:40]!r} holds a null character")
    return text


def _key(name: str, text: str) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 20) or int(text) >= 2**63:
        raise BadSelection(f"{name} {text[:40]!r} is not a number of one")
    return int(text)
