"""A row of another system and the row of ours that it became, so that two exports of it meet by its own key."""

from typing import Any

from django.db import models

from steadfast.apps.imports.models.batch import Batch


class SourceRecord(models.Model):
    """`said`: what the source said last of each field; where our row says otherwise, a hand changed it here.

    It is empty after an undo: the next import then begins anew with the same row.
    """

    source = models.CharField(max_length=64, help_text="the system that the key belongs to")
    kind = models.CharField(max_length=32)
    key = models.CharField(max_length=200)
    row_id = models.BigIntegerField(help_text="of our row; a plain number, as kinds live in several apps")
    said: "models.JSONField[dict[str, Any]]" = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "kind", "key"], name="source_record_once")]
        indexes = [models.Index(fields=["kind", "row_id"], name="source_record_by_row")]

    def __str__(self) -> str:
        return f"{self.source}: {self.kind} {self.key}"


class Trace(models.Model):
    """What a batch did to one row: made it, or gave some fields other values. Undoing follows it backwards.

    `before` and `after` hold the fields that it changed, `said_before` what the source had said until then.
    `kept` holds what it left alone, because a hand had changed it here: field by field, ours and theirs.
    """

    batch = models.ForeignKey(Batch, models.PROTECT, related_name="traces", db_index=False)
    record = models.ForeignKey(SourceRecord, models.PROTECT, related_name="traces")
    row = models.PositiveIntegerField(help_text="of the file")
    name = models.CharField(max_length=200, help_text="what our row was called then")
    made = models.BooleanField()
    before: "models.JSONField[dict[str, Any]]" = models.JSONField(default=dict)
    after: "models.JSONField[dict[str, Any]]" = models.JSONField(default=dict)
    said_before: "models.JSONField[dict[str, Any]]" = models.JSONField(default=dict)
    kept: "models.JSONField[dict[str, Any]]" = models.JSONField(default=dict)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["batch", "record"], name="trace_once")]

    def __str__(self) -> str:
        return f"batch {self.batch_id}, {self.name}"
