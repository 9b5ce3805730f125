"""A chain of events: one for the practice and one for each client, so that a client verifies its own and no other.

The row is the chain's head. Whoever appends locks it, last of all locks and in the order of ids (no deadlocks).
"""

from django.db import models

from steadfast.foundation import canonical

PRACTICE_CHAIN = 1


class Chain(models.Model):
    seq = models.BigIntegerField(default=0)  # of the last event
    head = models.BinaryField(max_length=32, default=canonical.START)  # hash of the last event

    def __str__(self) -> str:
        return f"chain {self.pk}"
