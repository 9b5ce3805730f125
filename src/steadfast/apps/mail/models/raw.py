"""A mail as it came, byte for byte, in the store of files. Its row is committed before anything reads it.

`key` is the sender's name for it in its box ("uidvalidity:uid" of IMAP, the path of a file): delivered again it is the
same row, and so is the same content in the same box.
"""

from django.db import models
from django.db.models import Q

from steadfast.apps.mail.models.box import Box

CAME_BY = ("imap", "lmtp", "file")


class Raw(models.Model):
    box = models.ForeignKey(Box, models.PROTECT, null=True, related_name="+", db_index=False)
    came_by = models.CharField(max_length=8)
    key = models.CharField(max_length=500)
    digest = models.CharField(max_length=64, db_index=True, help_text="SHA-256 of the bytes, their name in the store")
    size = models.PositiveBigIntegerField(help_text="bytes")
    came_at = models.DateTimeField(help_text="when it reached our box: what is promised counts from here")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["box", "key"], name="mail_key_once"),
            models.UniqueConstraint(fields=["box", "digest"], name="mail_content_once"),
            models.UniqueConstraint(fields=["key"], name="mail_key_once_without_box", condition=Q(box=None)),
            models.UniqueConstraint(fields=["digest"], name="mail_content_once_without_box", condition=Q(box=None)),
            models.CheckConstraint(name="mail_came_by_known", condition=Q(came_by__in=CAME_BY)),
        ]

    def __str__(self) -> str:
        return f"mail {self.pk}"
