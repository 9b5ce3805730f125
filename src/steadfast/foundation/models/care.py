"""When and where backups are made, and what was done for the care of the data: backups, restore tests, checks."""

from datetime import time

from django.db import models

THE_PLAN = 1
KINDS = ("backup", "restore test", "verification", "restore", "move")


class BackupPlan(models.Model):
    """One row. `mark` is in the name of every backup of this practice, and stays when it is restored elsewhere."""

    mark = models.CharField(max_length=8)
    is_on = models.BooleanField(default=True)
    at = models.TimeField(default=time(2, 30))  # on the practice's wall
    place = models.TextField(default="")  # empty: the folder "backups" beside the database
    daily = models.IntegerField(default=7)
    weekly = models.IntegerField(default=4)
    monthly = models.IntegerField(default=12)
    since = models.DateTimeField()  # nothing was due before

    class Meta:
        constraints = [
            models.CheckConstraint(name="backup_plan_is_one", condition=models.Q(pk=THE_PLAN)),
            models.CheckConstraint(
                name="backup_plan_keeps",
                condition=models.Q(daily__gte=0, weekly__gte=0, monthly__gte=0),
            ),
        ]

    def __str__(self) -> str:
        return f"daily at {self.at:%H:%M}" if self.is_on else "no backups"


class CareRun(models.Model):
    """One try of something. Without `done_at` it runs, or its process was killed."""

    kind = models.CharField(max_length=20)
    origin = models.CharField(max_length=20)  # clock, page or command
    actor_id = models.BigIntegerField(null=True)  # a person; a plain number, as this ring knows no persons
    started_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    is_good = models.BooleanField(null=True)
    progress = models.TextField(default="")
    place = models.TextField(default="")
    name = models.TextField(default="")
    size = models.BigIntegerField(null=True)  # bytes of the archive
    error = models.TextField(default="")
    detail = models.JSONField(default=dict)

    class Meta:
        constraints = [models.CheckConstraint(name="care_run_kind_known", condition=models.Q(kind__in=KINDS))]
        indexes = [models.Index(fields=["kind", "-started_at"], name="care_run_latest")]

    def __str__(self) -> str:
        return f"{self.kind} of {self.started_at:%Y-%m-%d %H:%M}"
