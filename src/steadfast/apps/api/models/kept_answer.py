"""What was answered to a write that named an Idempotency-Key, so that the same request does nothing twice.

Its row is written in the transaction of the write: either both are there after a crash or neither is.
"""

from django.db import models

from steadfast.apps.api.models.token import Token


class KeptAnswer(models.Model):
    token = models.ForeignKey(Token, models.CASCADE, related_name="+", db_index=False)
    key = models.CharField(max_length=255)
    asked = models.CharField(max_length=64, help_text="SHA-256 of method, address and body")
    status = models.PositiveSmallIntegerField(default=0)
    headers = models.JSONField(default=dict)
    body = models.TextField(blank=True)
    at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["token", "key"], name="answer_kept_once")]

    def __str__(self) -> str:
        return self.key
