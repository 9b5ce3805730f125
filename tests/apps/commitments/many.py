"""Two hundred commitments of every direction, verdict and age, and a plain Python filter over them."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from random import Random
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from steadfast.apps.commitments.models import Commitment
from steadfast.apps.commitments.operations.promise import direction
from steadfast.apps.identity.models import Party, Person
from tests import cast, factories
from tests.apps.commitments.desk import DAY, HOUR, Desk

LEADERS = (cast.NORA, cast.THEO)
KINDS = ("first response", "resolution", "promise", "payment")
ENDS = (None, None, "fulfilled", "fulfilled late", "withdrawn", "released", "void")

KEPT_AS = {"broken": ["kept late", "broken"], "withdrawn": ["broken"]}  # what a word of the page chooses


class Many:
    """The rows, made around `now`; `rows` has them as the database gives them back."""

    def __init__(self, desk: Desk, now: datetime, number: int = 200) -> None:
        self.now = now
        self.partner = Party.objects.create(kind="partner", name=cast.PARTNER)
        self.marlow = factories.client(cast.MARLOW)
        self.team = factories.team()
        self.owners = [factories.member(who) for who in (cast.INES, cast.KOFI, *LEADERS)]
        self.terms = desk.promise().terms
        self.desk = desk
        random = Random(7)
        made = [self._row(random, uuid4()) for _ in range(number)]
        Commitment.objects.bulk_create(made)
        self.rows = list(Commitment.objects.select_related("owner"))

    def _row(self, random: Random, uid: UUID) -> Commitment:
        client = random.choice([self.desk.client.pk, self.marlow.pk])
        ours, theirs, inside = (1, client), (client, 1), (1, 1)
        between, behind, for_partner = (self.partner.pk, client), (self.partner.pk, 1), (1, self.partner.pk)
        pair = random.choice([ours, ours, ours, theirs, theirs, inside, between, behind, for_partner])
        due = self.now + timedelta(hours=random.randint(-30 * 24, 20 * 24) // 3 * 3)  # some fall due together
        end, moves = random.choice(ENDS), random.choice([0, 0, 0, 1, 2])
        at = None if end is None else due + (HOUR if end == "fulfilled late" else -HOUR)
        return Commitment(
            uid=uid,
            kind=random.choice(KINDS),
            what="What was promised",
            subject=self.desk.subject,
            terms=self.terms,
            debtor_id=pair[0],
            creditor_id=pair[1],
            direction=direction(*pair),
            client_id=None if pair == inside else client,
            owner=random.choice(self.owners),
            team=random.choice([None, self.team]),
            priority=random.choice(["", "P1", "P2", "P3"]),
            promised_at=due - 3 * DAY,
            due_at=due,
            warn_at=due - HOUR,
            first_due_at=due,
            felt_due_at=due,
            due_month=due.date().replace(day=1),
            moves=moves,
            done_at=at if end and end.startswith("fulfilled") else None,
            closed_at=at,
            closed_as=end.split()[0] if end else None,
        )

    def wanted(self, query: Mapping[str, str], me: Person) -> list[int]:
        """Return the ids that an address names, in the order of the page."""
        found = [row for row in self.rows if self._is_wanted(row, query, me)]
        late = query.get("due") == "late" and query.get("verdict") == "any"
        is_open = query.get("verdict", "open") == "open" or late
        return [row.pk for row in sorted(found, key=lambda row: (row.due_at, row.pk), reverse=not is_open)]

    def _is_wanted(self, row: Commitment, query: Mapping[str, str], me: Person) -> bool:
        verdict, owner = query.get("verdict", "open"), query.get("owner", "")
        owners = {"me": [me.pk], "leaders": [one.pk for one in self.owners[2:]], "": [row.owner_id]}
        same = ("direction", "kind", "priority")
        ids = ("debtor", "creditor", "client", "team")
        return (
            (verdict == "any" or row.verdict in KEPT_AS.get(verdict, [verdict]))
            and all(getattr(row, name) == query.get(name, getattr(row, name)) for name in same)
            and all(name not in query or str(getattr(row, f"{name}_id")) == query[name] for name in ids)
            and row.owner_id in (owners[owner] if owner in owners else [int(owner)])
            and ("moved" not in query or (row.moves > 0) == (query["moved"] == "yes"))
            and ("dodged" not in query or any(change.dodged for change in row.reclassifications.all()))
            and self._falls_due(row, query)
        )

    def _falls_due(self, row: Commitment, query: Mapping[str, str]) -> bool:
        zone = ZoneInfo(cast.ZONE)
        day, today = row.due_at.astimezone(zone).date(), self.now.astimezone(zone).date()
        monday = today - timedelta(days=today.weekday())
        return (
            (query.get("due") != "late" or (row.due_at < self.now and row.closed_at is None))
            and (query.get("due") != "week" or monday <= day < monday + timedelta(days=7))
            and ("from" not in query or day.isoformat() >= query["from"])
            and ("to" not in query or day.isoformat() <= query["to"])
        )
