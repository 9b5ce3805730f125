"""A file that goes with a message. What is in it lies in the folder of the practice under its digest, once."""

from django.db import models

from steadfast.apps.desk.models.message import Message
from steadfast.foundation.files import types


class Attachment(models.Model):
    message = models.ForeignKey(Message, models.PROTECT, related_name="attachments", db_index=False)
    no = models.PositiveSmallIntegerField(help_text="0, 1, 2 … in its message")
    name = models.CharField(max_length=255)
    size = models.PositiveBigIntegerField(help_text="bytes")
    media_type = models.CharField(max_length=127, help_text="by what is in it, not by its name")
    digest = models.CharField(max_length=64, db_index=True, help_text="SHA-256")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["message", "no"], name="attachment_once")]

    def __str__(self) -> str:
        return f"file {self.pk}"

    @property
    def is_picture(self) -> bool:
        """Whether a browser may show it in a page."""
        return types.is_picture(self.media_type)

    @property
    def is_risky(self) -> bool:
        """Whether opening it may run something."""
        return types.is_risky(self.media_type, self.name)

    @property
    def says_otherwise(self) -> bool:
        """Whether its name promises something else than what is in it."""
        return types.says_otherwise(self.media_type, self.name)
