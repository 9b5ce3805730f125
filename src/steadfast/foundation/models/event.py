"""A fact, written once. The columns are for finding and folding; the body is what the hash chain vouches for.

Insert-only by trigger on both engines and by `steadfast verify`; only erasure takes a body away, the event stays.
"""

import json
from typing import Any

from django.db import models

from steadfast.foundation.models.chain import Chain
from steadfast.foundation.models.subject import Subject


class Event(models.Model):
    insert_only = True

    chain = models.ForeignKey(Chain, models.PROTECT, related_name="events", db_index=False)
    seq = models.BigIntegerField()  # 1, 2, 3 … in its chain, without gaps
    kind = models.CharField(max_length=60)
    at = models.DateTimeField()  # when it happened
    recorded_at = models.DateTimeField()  # when we wrote it down
    actor_id = models.BigIntegerField(null=True)  # a person; a plain number, as this ring knows no persons
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="events", null=True, db_index=False)
    commitment_id = models.BigIntegerField(null=True)  # plain for the same reason
    digest = models.BinaryField(max_length=32)  # SHA-256(salt ‖ body)
    hash = models.BinaryField(max_length=32)  # SHA-256(hash of the event before ‖ digest)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["chain", "seq"], name="event_seq_is_unique")]
        indexes = [
            models.Index(fields=["subject", "id"], name="event_by_subject"),
            models.Index(
                fields=["commitment_id", "id"],
                name="event_by_commitment",
                condition=models.Q(commitment_id__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"event {self.seq} of chain {self.chain_id}"

    @property
    def data(self) -> dict[str, Any]:
        """What the event says, {} where its body was erased. One query each unless `text` was selected along."""
        try:
            data: dict[str, Any] = json.loads(self.text.body)["data"]
        except EventBody.DoesNotExist:
            return {}
        return data


class EventBody(models.Model):
    insert_only = True

    event = models.OneToOneField(Event, models.PROTECT, primary_key=True, related_name="text")
    salt = models.BinaryField(max_length=16)
    body = models.TextField()  # canonical JSON

    def __str__(self) -> str:
        return f"body of event {self.event_id}"
