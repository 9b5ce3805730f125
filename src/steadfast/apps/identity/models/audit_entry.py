"""The audit book: who came in or was turned away, who looked at what, and who took what along.

Changes are not here: those are the events. A person is a plain number, so that erasing one's name leaves no copy.
"""

from django.db import models
from django.db.models import Q

from steadfast.domain.language import known

SIGNED_IN, REFUSED, PROVED = known("signed in"), known("refused"), known("proved")
SAW, EXPORTED = known("saw"), known("exported")
KINDS = (SIGNED_IN, REFUSED, PROVED, SAW, EXPORTED)
SHORTEST = 30  # days: the database itself refuses to forget what is younger


class AuditEntry(models.Model):
    """`hour`, whole hours since 1970, is set where one row stands for all looks of an hour."""

    kind = models.CharField(max_length=16)
    at = models.DateTimeField()
    person_id = models.BigIntegerField(null=True, help_text="a number; none: somebody whom we do not know")
    address = models.CharField(max_length=45, blank=True)
    browser = models.CharField(max_length=24, blank=True)
    system = models.CharField(max_length=24, blank=True)
    how = models.CharField(max_length=60, blank=True, help_text="by what they came in")
    subject_kind = models.CharField(max_length=24, blank=True)
    subject_number = models.BigIntegerField(default=0)
    path = models.CharField(max_length=300, blank=True, help_text="of what was taken along")
    hour = models.IntegerField(null=True)

    class Meta:
        verbose_name_plural = "audit entries"
        constraints = [
            models.CheckConstraint(name="audit_kind_known", condition=Q(kind__in=KINDS)),
            models.UniqueConstraint(
                fields=["person_id", "subject_kind", "subject_number", "hour"],
                condition=Q(kind=SAW),
                name="audit_saw_once_an_hour",
            ),
        ]
        indexes = [
            models.Index(fields=["kind", "-at", "-id"], name="audit_by_kind"),
            models.Index(fields=["person_id", "-at", "-id"], name="audit_by_person"),
            models.Index(fields=["subject_kind", "subject_number", "-at", "-id"], name="audit_by_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.kind} {self.at:%Y-%m-%d %H:%M}"
