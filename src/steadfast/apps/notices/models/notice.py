"""One thing that its reader should know. While it is unread the same thing makes no second one, but counts on it."""

from django.db import models
from django.db.models import Q

from steadfast.apps.identity.models import Person
from steadfast.foundation.models import Subject

KINDS = (
    "offered", "accepted", "declined", "spoke", "mentioned", "said yes", "said no", "soon due", "closed", "reopened",
    "mailbox",
)  # fmt: skip
UNREAD = Q(read_at__isnull=True)
UNMAILED = Q(read_at__isnull=True, mailed_at__isnull=True)


class Notice(models.Model):
    """`key` names the thing; `count`: how often it happened; `about`: plain data for its words."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+", db_index=False)
    kind = models.CharField(max_length=16)
    key = models.CharField(max_length=100)
    subject = models.ForeignKey(Subject, models.CASCADE, null=True, related_name="+", db_index=False)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+", db_index=False)
    about = models.JSONField(default=dict)
    count = models.PositiveIntegerField(default=1)
    first_at = models.DateTimeField()
    at = models.DateTimeField(help_text="when it happened last")
    read_at = models.DateTimeField(null=True)
    snoozed_until = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="notice_kind_known", condition=Q(kind__in=KINDS)),
            models.UniqueConstraint(fields=["person", "key"], name="notice_once_while_unread", condition=UNREAD),
        ]
        indexes = [
            models.Index(fields=["person", "at", "id"], name="notice_by_person"),
            models.Index(fields=["person", "snoozed_until"], name="notice_unread", condition=UNREAD),
            models.Index(fields=["person", "at"], name="notice_to_mail", condition=UNMAILED),
            models.Index(fields=["key"], name="notice_by_key"),
            models.Index(fields=["read_at"], name="notice_by_read"),
        ]

    def __str__(self) -> str:
        return f"{self.key} for {self.person_id}"
