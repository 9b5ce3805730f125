"""Hand-overs of a period: limbo, bounces and ping-pong by team, kind of work or month; never by person.

A ticket counts in the month in which it was opened. Imported ones are left out: their log names nobody who accepted.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from steadfast.apps.desk import queries as desk
from steadfast.apps.desk.models import Ticket
from steadfast.apps.desk.queries.limbo import InLimbo, of_tickets
from steadfast.apps.identity import queries as identity
from steadfast.apps.reporting.queries.months import BadSelection, Months, parse
from steadfast.domain import language
from steadfast.domain.commitment.months import following, month_of, months_on
from steadfast.domain.language import known, say
from steadfast.domain.measures.lateness import rank
from steadfast.foundation.actor import Actor

MOST = 20_000  # tickets that one page reads
FEW = 5  # under this many there is no P90
NONE = "none"
SPAN = 3  # months, where none is chosen
GROUPS: Mapping[str, str] = {"team": known("Team"), "kind": known("Kind of work"), "month": known("Month")}


@dataclass(frozen=True, slots=True)
class Asked:
    """What the page is of: a period, a grouping, and for the rows of a number one group of it and what is counted."""

    months: Months
    group: str = "team"
    key: str | None = None
    counted: str = ""

    @classmethod
    def read(cls, query: Mapping[str, str], zone: str, now: datetime) -> "Asked":
        """Return what an address asks for; BadSelection for what cannot be."""
        months = Months.read(query)
        group, counted = query.get("group", "team"), query.get("counted", "")
        if group not in GROUPS or counted not in COUNTED:
            raise BadSelection(say("hand-overs are grouped by team, kind or month, and counted in limbo or bounced"))
        if not months.first and not months.last:
            months = Months(months_on(month_of(now, zone), 1 - SPAN), month_of(now, zone))
        if group == "month" and query.get("key"):
            parse(query["key"])
        return cls(months, group, query.get("key"), counted)


COUNTED: Mapping[str, Callable[[InLimbo], bool]] = {
    "": lambda each: True,
    "limbo": lambda each: each.limbo.seconds > 0,
    "bounced": lambda each: each.limbo.bounces > 0,
    "ping_pong": lambda each: each.limbo.ping_pong > 0,
}


@dataclass(frozen=True, slots=True)
class Row:
    """Figures of one group: tickets, how many were in limbo, median and P90 of seconds, how many came back."""

    key: str
    label: str
    count: int
    in_limbo: int
    median: int
    p90: int | None
    bounced: int
    ping_pong: int


@dataclass(frozen=True, slots=True)
class Found:
    """The tickets of a period with their limbo; `more`: there are others beyond MOST."""

    all: list[InLimbo]
    more: bool
    zone: str


def found(actor: Actor, asked: Asked, *, now: datetime) -> Found:
    """Return the tickets that were opened in the period, in sight of the actor, with their limbo."""
    zone = identity.practice().zone
    rows = desk.visible_to(actor).filter(batch=None, **_between(asked.months, zone))
    wanted = rows.select_related("subject", "team", "client", "agreement_version__calendar")
    tickets = list(wanted.order_by("-opened_at", "-subject_id")[: MOST + 1])
    return Found(of_tickets(tickets[:MOST], now=now), len(tickets) > MOST, zone)


def rows(of: Found, asked: Asked) -> list[Row]:
    """Return the figures by group, the groups by name and months newest first."""
    groups: dict[str, list[InLimbo]] = {}
    labels: dict[str, str] = {}
    for each in of.all:
        key, label = KEYS[asked.group](each.ticket, of.zone)
        groups.setdefault(key, []).append(each)
        labels[key] = label
    made = [row(key, labels[key], members) for key, members in groups.items()]
    by_month = asked.group == "month"
    return sorted(made, key=lambda one: one.key if by_month else one.label, reverse=by_month)


def row(key: str, label: str, members: Sequence[InLimbo]) -> Row:
    """Return the figures of some tickets."""
    seconds = sorted(each.limbo.seconds for each in members)
    return Row(
        key,
        label,
        len(members),
        _count(members, "limbo"),
        rank(seconds, 50),
        rank(seconds, 90) if len(members) >= FEW else None,
        _count(members, "bounced"),
        _count(members, "ping_pong"),
    )


def chosen(of: Found, asked: Asked) -> list[InLimbo]:
    """Return exactly the tickets that a number counts, those longest in limbo first."""
    counts = COUNTED[asked.counted]
    here = (each for each in of.all if asked.key is None or KEYS[asked.group](each.ticket, of.zone)[0] == asked.key)
    return sorted(filter(counts, here), key=lambda each: (-each.limbo.seconds, -each.limbo.bounces, -each.ticket.pk))


def _count(members: Iterable[InLimbo], what: str) -> int:
    return sum(map(COUNTED[what], members))


def _by_team(ticket: Ticket, zone: str) -> tuple[str, str]:
    return (str(ticket.team_id), ticket.team.name) if ticket.team else (NONE, say("no team"))


def _by_kind(ticket: Ticket, zone: str) -> tuple[str, str]:
    word = ticket.category or ticket.kind
    return word, word


def _by_month(ticket: Ticket, zone: str) -> tuple[str, str]:
    month = month_of(ticket.opened_at, zone)
    return f"{month:%Y-%m}", language.month_of_year(month)


KEYS: Mapping[str, Callable[[Ticket, str], tuple[str, str]]] = {"team": _by_team, "kind": _by_kind, "month": _by_month}


def _between(months: Months, zone: str) -> dict[str, datetime]:
    """Return the condition on when a ticket was opened, in the zone of the practice."""
    here, where = ZoneInfo(zone), dict[str, datetime]()
    if months.first:
        where["opened_at__gte"] = datetime(months.first.year, months.first.month, 1, tzinfo=here)
    if months.last:
        end = following(months.last)
        where["opened_at__lt"] = datetime(end.year, end.month, 1, tzinfo=here)
    return where
