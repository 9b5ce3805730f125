"""A piece of background work that survives crashes: claimed under a lease, retried, given up visibly.

`done_at` is set when nothing more will happen; `dead` then tells that it was given up, and `error` why.
"""

from django.db import models

OPEN = models.Q(done_at__isnull=True)


class Job(models.Model):
    queue = models.CharField(max_length=40)
    task = models.CharField(max_length=200)  # module path of the task
    args = models.JSONField()  # {"args": [...], "kwargs": {...}}
    unique_key = models.CharField(max_length=200, null=True)  # at most one open job has it
    attempts = models.IntegerField(default=0)  # begun, the running one included
    max_attempts = models.IntegerField()
    created_at = models.DateTimeField()
    next_at = models.DateTimeField()  # not before
    started_at = models.DateTimeField(null=True)  # of the last attempt
    lease_owner = models.CharField(max_length=80, default="")
    lease_until = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    dead = models.BooleanField(default=False)
    error = models.TextField(default="")  # of the last attempt: the exception's path, then the traceback
    result = models.JSONField(null=True)
    schedule = models.CharField(max_length=100, null=True)  # set on the jobs of a periodic task,
    due_at = models.DateTimeField(null=True)  # with the time that they were due

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unique_key"], condition=OPEN, name="job_key_is_unique"),
            # Over finished jobs too: a second worker that wakes late must not fire the same time again.
            models.UniqueConstraint(fields=["schedule", "due_at"], name="job_fires_once"),
        ]
        indexes = [
            models.Index(fields=["queue", "next_at"], condition=OPEN, name="job_due"),
            models.Index(fields=["done_at"], condition=models.Q(done_at__isnull=False), name="job_finished"),
        ]

    def __str__(self) -> str:
        return f"job {self.pk} {self.task}"
