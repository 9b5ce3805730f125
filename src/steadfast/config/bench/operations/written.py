"""Tickets with nothing but what search reads: titles and messages, with events that say nothing, in bulk.

Without promises and chains a million takes minutes and not hours. What `bench desk` measures needs all of that.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import accumulate, batched
from random import Random
from typing import Any

from django.db import transaction

from steadfast.apps.desk.models import Message, Ticket
from steadfast.config.bench import words, world
from steadfast.config.bench.operations.bare import without_indexes
from steadfast.config.bench.operations.people import People
from steadfast.foundation import bulk, subjects
from steadfast.foundation.models import PRACTICE_CHAIN, Chain, Event

CHUNK = 5_000
YEARS = 5
NOTHING = bytes(32)
TICKET = (
    "subject_id", "kind", "client_id", "contact_id", "team_id", "owner_id", "impact", "urgency", "priority", "channel",
    "category", "state", "version", "opened_at", "closed_at", "reopened", "last_said_at", "last_said_by", "source_key",
    "source_owner",
)  # fmt: skip
EVENT = ("id", "chain_id", "seq", "kind", "at", "recorded_at", "subject_id", "digest", "hash")
MESSAGE = ("ticket_id", "kind", "text", "at", "event_id")
KINDS = (("heard", 1.0), ("public", 0.9), ("heard", 0.6), ("inside", 0.5), ("public", 0.4))  # with their shares


def write(count: int, people: People, *, now: datetime) -> None:
    """Write `count` tickets over the years before `now`, the load by client Zipf-like."""
    random = Random(world.SEED)
    texts = words.Texts(random)
    share = list(accumulate(1 / (place + 6) for place in range(1, len(people.clients) + 1)))
    step = timedelta(days=365 * YEARS) / count
    with without_indexes(Ticket):
        for chunk in batched(range(count), CHUNK):
            with transaction.atomic():
                places = random.choices(range(len(people.clients)), cum_weights=share, k=len(chunk))
                times = [now - (count - number) * step for number in chunk]
                _write(list(zip(times, places, strict=True)), people, texts, random)


def _write(told: list[tuple[datetime, int]], people: People, texts: words.Texts, random: Random) -> None:
    opened = subjects.open_many("ticket", [(texts.some(4, 9), people.clients[place].chain_id) for _, place in told])
    keys = [subject.pk for subject in opened]
    bulk.insert(Ticket, TICKET, (_ticket(key, *row, people) for key, row in zip(keys, told, strict=True)))
    said = list(_said(keys, told, texts, random))
    ids = bulk.reserve(Event, len(said))
    chain = Chain.objects.get(pk=PRACTICE_CHAIN)
    bulk.insert(
        Event, EVENT, (_event(key, chain.seq + n, row) for n, (key, row) in enumerate(zip(ids, said, strict=True), 1))
    )
    Chain.objects.filter(pk=chain.pk).update(seq=chain.seq + len(said))
    bulk.insert(Message, MESSAGE, ((*row, key) for key, row in zip(ids, said, strict=True)))


def _ticket(key: int, at: datetime, place: int, people: People) -> tuple[Any, ...]:
    is_open = key % 20 == 0
    contact = people.contacts[place][key % world.CONTACTS].pk
    return (
        key, "incident", people.clients[place].pk, contact, people.team.pk, people.duty.person_id, 2, 2, "P3", "mail",
        "", "in progress" if is_open else "closed", 1, at, None if is_open else at, 0, at, "us", "", "",
    )  # fmt: skip


def _said(
    keys: list[int], told: list[tuple[datetime, int]], texts: words.Texts, random: Random
) -> Iterator[tuple[int, str, str, datetime]]:
    for key, (at, _) in zip(keys, told, strict=True):
        for place, (kind, part) in enumerate(KINDS):
            if random.random() < part:
                yield key, kind, texts.some(15, 60), at + timedelta(seconds=place)


def _event(key: int, seq: int, row: tuple[int, str, str, datetime]) -> tuple[Any, ...]:
    return key, PRACTICE_CHAIN, seq, "bench.said", row[3], row[3], row[0], NOTHING, NOTHING
