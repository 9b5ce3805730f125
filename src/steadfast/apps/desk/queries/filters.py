"""Which tickets a list shows, as its address says it. What the address says wrongly is left out and named."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

from django.db.models import Exists, OuterRef, Q, QuerySet

from steadfast.apps.commitments.models import Commitment
from steadfast.apps.desk.models import Ticket
from steadfast.apps.desk.queries.tickets import narrowed, visible_to
from steadfast.apps.desk.queries.untouched import untouched
from steadfast.domain.service_level.priority import PRIORITIES
from steadfast.foundation.actor import Actor
from steadfast.foundation.addresses import number_of

STATES = ("open", "waiting", "resolved", "closed", "all")
WHO = ("mine", "nobody", "untouched")
NUMBER = re.compile(r"\s*(?:t-?)?(\d{1,18})\s*", re.IGNORECASE)
LONGEST_WORDS = 100
NAMES = ("state", "who", "client", "team", "owner", "priority", "q")


@dataclass(frozen=True, slots=True)
class Filters:
    """Conditions of a list; `ignored` names what could not be understood."""

    state: str = "open"
    who: str = ""
    client: int | None = None
    team: int | None = None
    owner: int | None = None
    priority: str = ""
    words: str = ""
    ignored: tuple[str, ...] = field(default=())

    @property
    def by_due(self) -> bool:
        """Tickets still worked on come by their nearest due time, the others newest first."""
        return self.state in ("open", "waiting")

    @property
    def order(self) -> tuple[str, ...]:
        return ("listed_at", "subject_id") if self.by_due else ("-opened_at", "-subject_id")

    @property
    def is_default(self) -> bool:
        return self == Filters(ignored=self.ignored)

    @property
    def number(self) -> int | None:
        """The ticket's number, when the words are one: T-1042 or 1042."""
        found = NUMBER.fullmatch(self.words)
        return int(found[1]) if found else None


def read(given: Mapping[str, str]) -> Filters:
    """Return the filters of an address."""
    ignored: list[str] = []
    return Filters(
        state=_one_of(given, "state", STATES, ignored) or "open",
        who=_one_of(given, "who", WHO, ignored),
        client=_id(given, "client", ignored),
        team=_id(given, "team", ignored),
        owner=_id(given, "owner", ignored),
        priority=_one_of(given, "priority", PRIORITIES, ignored),
        words=given.get("q", "").replace("\0", "").strip()[:LONGEST_WORDS],
        ignored=tuple(ignored),
    )


def refuses(given: Mapping[str, str]) -> bool:
    """Tell whether parameters of an address cannot be understood."""
    return bool(read(given).ignored)


def of_text(query: str) -> Filters:
    """Return the filters that the end of an address says: "state=waiting&team=2"."""
    return read(dict(parse_qsl(query)))


def listed(filters: Filters, actor: Actor, of: QuerySet[Ticket] | None = None) -> QuerySet[Ticket]:
    """Return the tickets that the filters name, in the actor's sight, unordered; `of` shown ones.

    Words are looked for in the titles and clients of tickets that are not closed: few enough to be read one by one.
    """
    rows = visible_to(actor) if of is None else narrowed(of, actor)
    if filters.state == "open":  # "not resolved" rather than three states, so that SQLite reads by due time
        rows = rows.exclude(state="resolved")
    elif filters.state != "all":
        rows = rows.filter(state=filters.state)
    if filters.by_due or filters.words:
        rows = rows.filter(closed_at=None)
    if filters.words:
        named = Q(client__name__icontains=filters.words)
        rows = rows.filter(Q(subject__title__icontains=filters.words) | named)
    if filters.owner:
        rows = rows.filter(answered_by(filters.owner))
    wanted = {"client_id": filters.client, "team_id": filters.team, "priority": filters.priority}
    return _whose(rows, filters, actor).filter(**{name: value for name, value in wanted.items() if value})


def answered_by(person_id: int) -> Q:
    """Return the condition of a ticket that the person owns, or on which an open promise is theirs."""
    theirs = Commitment.objects.filter(subject_id=OuterRef("pk"), owner_id=person_id, closed_at=None)
    return Q(owner_id=person_id) | Q(Exists(theirs))


def _whose(rows: QuerySet[Ticket], filters: Filters, actor: Actor) -> QuerySet[Ticket]:
    if filters.who == "mine":
        return rows.filter(owner_id=actor.person_id)
    if filters.who == "untouched":
        return rows.filter(untouched())
    return rows.filter(taken_at=None) if filters.who == "nobody" else rows


def _one_of(given: Mapping[str, str], name: str, known: tuple[str, ...], ignored: list[str]) -> str:
    value = given.get(name, "")
    if value and value not in known:
        ignored.append(name)
        return ""
    return value


def _id(given: Mapping[str, str], name: str, ignored: list[str]) -> int | None:
    value = given.get(name, "")
    number = number_of(value)
    if value and number is None:
        ignored.append(name)
    return number
