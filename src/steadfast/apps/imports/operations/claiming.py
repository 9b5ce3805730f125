"""Claim the batch of a file: one run at a time. A run that died is taken over once its lease has ended.

The lease is a row and not a lock of the engine, so it holds across connections and hosts on both engines; every chunk
renews it and is refused when another run has taken over.
"""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction

from steadfast.apps.imports import queries
from steadfast.apps.imports.models import Batch
from steadfast.foundation.actor import Actor

LEASE = timedelta(seconds=10)


@dataclass(frozen=True, slots=True)
class File:
    """What is to be imported. `hash` covers the bytes of the file, the mapping and the options."""

    kind: str
    name: str
    hash: str
    mapping: str
    chunks: int
    counts: Mapping[str, Any]
    options: Mapping[str, Any] = field(default_factory=dict)
    source: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """A batch held by this run, by the token that its lease names."""

    batch_id: int
    owner: str
    first: int


class Busy(Exception):
    """Another run imports this file, or did until a moment ago. `until` is when its lease ends."""

    def __init__(self, batch: Batch) -> None:
        self.batch, self.until = batch, batch.lease_until
        super().__init__(
            f"{batch.file_name} is being imported by another run ({batch.next_chunk} of {batch.chunks} parts done)."
        )


class Imported(Exception):
    """The file was imported before and is in sight; undo that batch to import it again."""

    def __init__(self, batch: Batch) -> None:
        self.batch = batch
        super().__init__(f"{batch.file_name} was imported before, as import {batch.pk}. Undo that to import it again.")


def claim(file: File, *, actor: Actor, now: datetime) -> Claim:
    """Return the claim on the batch of a file, new or taken over where it stopped. Raise Busy or Imported."""
    owner = uuid.uuid4().hex
    try:
        with transaction.atomic():
            batch = queries.batch_of(file.hash)
            if batch is None:
                return Claim(_begin(file, owner, actor=actor, now=now).pk, owner, 0)
            return _take_over(batch.pk, owner, now=now)
    except IntegrityError:  # another run began between our look and our insert
        batch = queries.batch_of(file.hash)
        if batch is None:
            raise
        raise Busy(batch) from None


def _begin(file: File, owner: str, *, actor: Actor, now: datetime) -> Batch:
    return Batch.objects.create(
        kind=file.kind,
        file_name=file.name[-255:],
        file_hash=file.hash,
        mapping=file.mapping,
        source=file.source,
        options=dict(file.options),
        state="applying",
        chunks=file.chunks,
        counts=dict(file.counts),
        lease_owner=owner,
        lease_until=now + LEASE,
        created_by_id=actor.person_id,
        created_at=now,
    )


def _take_over(batch_id: int, owner: str, *, now: datetime) -> Claim:
    batch = Batch.objects.select_for_update(no_key=True).get(pk=batch_id)
    if batch.state == "shown":
        raise Imported(batch)
    if batch.lease_until is not None and batch.lease_until > now:
        raise Busy(batch)
    batch.lease_owner, batch.lease_until = owner, now + LEASE
    batch.save(update_fields=["lease_owner", "lease_until"])
    return Claim(batch.pk, owner, batch.next_chunk)


def give_back(claimed: Claim) -> None:
    """End the lease at once, so that the next run need not wait for it."""
    Batch.objects.filter(pk=claimed.batch_id, lease_owner=claimed.owner).update(lease_until=None)
