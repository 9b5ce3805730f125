"""Append facts to their chains, and read them back. Nothing else writes events.

Heads are locked last and in the order of ids, so two operations that append never wait for each other in a ring.
Ids are taken under those locks: within a chain, and so within a subject, the order of ids is the order of events.
"""

import json
import os
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from types import MappingProxyType
from typing import Any

from django.db import transaction

from steadfast.foundation import bulk, canonical, outbox
from steadfast.foundation.actor import Actor
from steadfast.foundation.models import Chain, Event, EventBody
from steadfast.foundation.prepared import Rows

SALT_BYTES = 16
FEW = 2  # chains to which most operations append
COLUMNS = (
    "id", "chain_id", "seq", "kind", "at", "recorded_at", "actor_id", "subject_id", "commitment_id", "digest", "hash",
)  # fmt: skip


NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class NewEvent:
    """A fact to record: what (`kind`), when it happened (`at`), about which subject, and its data.

    `private` holds text that somebody may later ask us to erase: only its salted digest enters the body.
    """

    chain_id: int
    kind: str
    at: datetime
    subject_id: int | None
    body: Mapping[str, Any]
    commitment_id: int | None = None
    private: Mapping[str, str] = NOTHING


class UnknownChain(LookupError):
    """An event names a chain that does not exist."""


def append(event: NewEvent, *, actor: Actor, now: datetime) -> Event:
    """Append one event, last in the caller's transaction, and put it into the outbox of its subscribers."""
    return append_many([event], actor=actor, now=now)[0]


@transaction.atomic(savepoint=False)
def append_many(events: Sequence[NewEvent], *, actor: Actor, now: datetime, deliver: bool = True) -> list[Event]:
    """Append events in the order given; call it last in the transaction, once for all chains.

    `deliver=False` leaves the outbox empty (bulk imports: subscribers rebuild instead). Some 30 µs of CPU for each
    event: who has many hands them over 5,000 at a time, a transaction each, so that none lasts over a second.
    """
    if not events:
        return []
    bodies = [_body(event, salt, actor, now) for event, salt in zip(events, _salts(len(events)), strict=True)]
    heads = _lock_heads({event.chain_id for event in events})
    ids = bulk.reserve(Event, len(events))
    rows = [
        _row(key, event, canonical.digest(salt, text), heads[event.chain_id], actor, now)
        for key, event, (salt, text) in zip(ids, events, bodies, strict=True)
    ]
    bulk.insert(Event, COLUMNS, rows)
    texts = ((key, salt, text) for key, (salt, text) in zip(ids, bodies, strict=True))
    bulk.insert(EventBody, ("event_id", "salt", "body"), texts)
    for chain in heads.values():
        Chain.objects.filter(pk=chain.pk).update(seq=chain.seq, head=chain.head)
    if deliver:
        outbox.enqueue(((row[0], row[3]) for row in rows), now=now)
    return [Event.from_db("default", COLUMNS, row) for row in rows]


def read(subject_id: int) -> list[tuple[Event, dict[str, Any]]]:
    """Return the events of a subject in order, each with its data; an erased body reads as {}."""
    return read_many([subject_id])[subject_id]


def read_many(subject_ids: Iterable[int]) -> Mapping[int, list[tuple[Event, dict[str, Any]]]]:
    """Return the events of several subjects by subject, in one query; subjects without events give []."""
    found: dict[int, list[tuple[Event, dict[str, Any]]]] = defaultdict(list)
    rows = Event.objects.filter(subject_id__in=list(subject_ids)).select_related("text").order_by("subject_id", "id")
    for event in rows:
        if event.subject_id is not None:
            found[event.subject_id].append((event, event.data))
    return found


def attests(body: EventBody, name: str, words: str) -> bool:
    """Tell whether these words are what the event recorded as its private text `name`."""
    data = json.loads(body.body)["data"]
    return bool(data.get(name) == canonical.sealed(bytes(body.salt), words))


def _salts(count: int) -> list[bytes]:
    pool = os.urandom(SALT_BYTES * count)
    return [pool[i : i + SALT_BYTES] for i in range(0, len(pool), SALT_BYTES)]


def _body(event: NewEvent, salt: bytes, actor: Actor, now: datetime) -> tuple[bytes, str]:
    if event.private and (twice := event.body.keys() & event.private.keys()):
        raise canonical.NotCanonical(f"{', '.join(sorted(twice))} stands both in the body and among the private texts")
    data = event.body
    if event.private:
        data = {**data, **{name: canonical.sealed(salt, words) for name, words in event.private.items()}}
    before, after = canonical.envelope(
        actor=actor.person_id,
        at=event.at,
        commitment=event.commitment_id,
        kind=event.kind,
        recorded_at=now,
        subject=event.subject_id,
    )
    return salt, before + canonical.text(data) + after


def hold_chains(chain_ids: Iterable[int]) -> None:
    """Lock the heads of chains for who appends to several one by one; nobody waits for another in a ring then."""
    _lock_heads(set(chain_ids))


def _lock_heads(chain_ids: set[int]) -> dict[int, Chain]:
    heads = {chain.pk: chain for chain in (_heads().rows(chains=sorted(chain_ids)) if chain_ids else ())}
    if unknown := chain_ids - heads.keys():
        raise UnknownChain(f"no chain {', '.join(map(str, sorted(unknown)))}")
    return heads


@cache
def _heads() -> Rows[Chain]:
    rows = Chain.objects.select_for_update(no_key=True).order_by("pk")
    return Rows(lambda chains: rows.filter(pk__in=chains), lists={"chains": FEW})


def _row(key: int, event: NewEvent, digest: bytes, head: Chain, actor: Actor, now: datetime) -> tuple[Any, ...]:
    """Return the event's columns, moving the head of its chain on."""
    head.seq += 1
    head.head = canonical.link(bytes(head.head), digest)
    return (
        key, head.pk, head.seq, event.kind, event.at, now, actor.person_id, event.subject_id, event.commitment_id,
        digest, head.head,
    )  # fmt: skip
