"""The time of a month by client, in lines: one ticket on one day for one reason. Its bill stands beside the truth."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from steadfast.apps.clients.models import Client
from steadfast.apps.hours.models import Entry
from steadfast.apps.hours.models.entry import STANDS
from steadfast.apps.hours.queries.terms import Known
from steadfast.domain.hours.reasons import REASONS, Terms, billed

MOST = 20_000  # entries of a month that a page adds up


@dataclass(frozen=True, slots=True)
class Line:
    """What was worked on one ticket (or for a client without one) on one day, for one reason."""

    entries: Sequence[Entry]
    terms: Terms | None

    @property
    def first(self) -> Entry:
        """One of its entries: day, client, ticket and reason are the same in all."""
        return self.entries[0]

    @property
    def minutes(self) -> int:
        """True minutes."""
        return sum(entry.minutes for entry in self.entries)

    @property
    def on_bill(self) -> int:
        """Minutes on the bill: none where the reason says so, else whole blocks as the agreement says."""
        return billed(self.minutes, self.terms) if self.first.billable else 0

    @property
    def names(self) -> list[str]:
        """Who worked, by name."""
        return sorted({entry.person.name for entry in self.entries})

    @property
    def notes(self) -> list[str]:
        """What they noted."""
        return [entry.note for entry in self.entries if entry.note]

    @property
    def keys(self) -> str:
        """Its entries, as a form names them."""
        return ",".join(str(entry.pk) for entry in self.entries)

    @property
    def true(self) -> int:
        """True seconds, as pages say durations."""
        return self.minutes * 60

    @property
    def bill(self) -> int:
        """Seconds on the bill."""
        return self.on_bill * 60


@dataclass(frozen=True, slots=True)
class Sum:
    """A client's month."""

    client: Client
    lines: Sequence[Line]

    @property
    def true(self) -> int:
        """True seconds."""
        return sum(line.true for line in self.lines)

    @property
    def bill(self) -> int:
        """Seconds on the bill."""
        return sum(line.bill for line in self.lines)

    @property
    def by_reason(self) -> list[tuple[str, int]]:
        """True seconds by reason, in the order of the reasons."""
        found: dict[str, int] = defaultdict(int)
        for line in self.lines:
            found[line.first.reason] += line.true
        return [(REASONS[key].words, found[key]) for key in REASONS if key in found]


def lines(first: date, until: date, client_id: int | None = None) -> list[Line]:
    """Return the lines of clients from a day until before another, by day, client and ticket; at most MOST entries."""
    rows = Entry.objects.filter(STANDS, day__gte=first, day__lt=until, client__isnull=False)
    rows = rows.filter(client_id=client_id) if client_id is not None else rows
    rows = rows.select_related("person", "client", "ticket__subject", "ticket__agreement_version")
    grouped: dict[tuple[date, int | None, int | None, str], list[Entry]] = defaultdict(list)
    for row in rows.order_by("day", "client__name", "client_id", "ticket_id", "pk")[:MOST]:
        grouped[row.day, row.client_id, row.ticket_id, row.reason].append(row)
    known = Known({key for group in grouped.values() if (key := agreement_of(group[0])) is not None})
    return [Line(group, known.of(agreement_of(group[0]), group[0].day)) for group in grouped.values()]


def is_cut(found: Iterable[Line]) -> bool:
    """Tell whether there may be more entries than lines were made of."""
    return sum(len(line.entries) for line in found) >= MOST


def sums(found: Iterable[Line]) -> list[Sum]:
    """Return the months of the clients, by name."""
    by_client: dict[int, list[Line]] = defaultdict(list)
    for line in found:
        by_client[line.first.client_id or 0].append(line)
    made = [Sum(of[0].first.client, of) for of in by_client.values() if of[0].first.client is not None]
    return sorted(made, key=lambda each: (each.client.name.casefold(), each.client.pk))


def agreement_of(entry: Entry) -> int | None:
    """Return the agreement under which the work of an entry fell, None for none."""
    version = entry.ticket.agreement_version if entry.ticket else None
    return version.agreement_id if version else None
