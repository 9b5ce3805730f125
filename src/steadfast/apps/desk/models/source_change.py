"""How a known ticket stood before a newer export of its source changed it, so that an undo restores it."""

from typing import Any

from django.db import models

from steadfast.apps.desk.models.ticket import Ticket
from steadfast.apps.imports.models import Batch


class SourceChange(models.Model):
    """`before`: columns of the ticket and of its commitments, and the ends of its waits."""

    batch = models.ForeignKey(Batch, models.PROTECT, related_name="+", db_index=False)
    ticket = models.ForeignKey(Ticket, models.PROTECT, related_name="source_changes")
    before: "models.JSONField[dict[str, Any]]" = models.JSONField(default=dict)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["batch", "ticket"], name="source_change_once")]

    def __str__(self) -> str:
        return f"batch {self.batch_id}, ticket {self.ticket_id}"
