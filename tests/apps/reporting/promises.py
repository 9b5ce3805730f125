"""A register for tests of figures: seeded promises of every kind, end and direction, some moved, over half a year."""

import random
import uuid
from datetime import timedelta

from steadfast.apps.commitments.models import Commitment, Move
from steadfast.apps.identity.operations import name_supplier
from steadfast.apps.imports.models import Batch
from steadfast.domain.commitment.months import month_of
from steadfast.foundation import events
from steadfast.foundation.actor import SYSTEM
from steadfast.foundation.events import NewEvent
from steadfast.foundation.models import Event
from steadfast.foundation.subjects import open_subject
from tests import cast, factories
from tests.factories import NOW

DAY = timedelta(days=1)
PARTIES = {"ours": (1, None), "theirs": (None, 1), "inside": (1, 1)}
ENDS = [None, "fulfilled", "fulfilled", "fulfilled", "fulfilled", "released", "withdrawn", "void"]


def invent(count: int, seed: int = 20260302) -> list[Commitment]:
    """Write promises that fall due from half a year before NOW to a month after it.

    Of what is promised to us a third comes from a supplier, about a client's ticket.
    """
    chance = random.Random(seed)
    batches = [None, None, None, batch("shown"), batch("applying")]
    clients = [factories.client(who) for who in (cast.KESTREL, cast.MARLOW)]
    subjects = {one.pk: open_subject("ticket", "The line drops", one.chain_id) for one in clients}
    teams = [None, factories.team(), factories.team("Field")]
    owner = factories.member(cast.INES)
    rows = []
    for _ in range(count):
        due = NOW + timedelta(seconds=chance.choice([0, -1, 1, *(chance.randint(-15_000_000, 2_500_000),) * 9]))
        end = due + timedelta(seconds=chance.choice([-90_000, -3600, 0, 1, 7200]))
        closed_as, client = chance.choice(ENDS), chance.choice(clients)
        direction = chance.choice(["ours", "ours", "ours", "theirs", "inside"])
        debtor, creditor = (client.pk if party is None else party for party in PARTIES[direction])
        rows.append(
            Commitment(
                uid=uuid.UUID(int=chance.getrandbits(128)),
                kind=chance.choice(["resolution", "first response"]),
                what="a promise",
                subject=subjects[client.pk],
                debtor_id=debtor,
                creditor_id=creditor,
                client=None if direction == "inside" and chance.random() < 0.5 else client,
                owner=owner,
                team=chance.choice(teams),
                batch=chance.choice(batches),
                priority=chance.choice(["", "P1", "P3"]),
                direction=direction,
                promised_at=due - 2 * DAY,
                due_at=due,
                warn_at=due,
                first_due_at=due,
                felt_due_at=due - chance.choice([0, 1]) * DAY,
                due_month=month_of(due, cast.ZONE),
                done_at=end if closed_as == "fulfilled" else None,
                closed_at=end if closed_as else None,
                closed_as=closed_as,
            )
        )
    for row in [row for row in rows if row.direction == "theirs"][::3]:
        row.debtor = name_supplier(cast.PARTNER, actor=SYSTEM, now=NOW)
    made = Commitment.objects.bulk_create(rows)
    for row in chance.sample(made, count // 10):
        give_up(row, days=chance.randint(0, 60))
    return made


def batch(state: str) -> Batch:
    return Batch.objects.create(
        kind="tickets", file_name=f"{state}.csv", file_hash=state, mapping="uci", state=state, created_at=NOW
    )


def give_up(row: Commitment, *, days: int) -> Move:
    """Note that an earlier due time of a promise was given up for the present one."""
    given_up = row.due_at - days * DAY
    return Move.objects.create(
        commitment=row,
        no=1,
        from_due=given_up,
        to_due=row.due_at,
        from_month=month_of(given_up, cast.ZONE),
        slip_s=days * 86_400,
        agreed_by=factories.contact(cast.KESTREL),
        agreed_at=given_up - DAY,
        evidence_event=_said(row),
        reason="the part came later",
    )


def _said(row: Commitment) -> Event:
    said = NewEvent(row.subject.chain_id, "commitment.moved", NOW, row.subject_id, {}, row.pk)
    return events.append(said, actor=SYSTEM, now=NOW)
