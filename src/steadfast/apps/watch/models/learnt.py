"""What the watch learnt of past promises, each night anew: counts by age, and how well it would have foretold."""

from django.db import models


class PastCount(models.Model):
    kind = models.CharField(max_length=32)
    priority = models.CharField(max_length=4)
    counts = models.JSONField(help_text="promises by the age at which they were fulfilled; the last place: late")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "priority"], name="past_count_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.priority}"


class Lesson(models.Model):
    """One row: when it learnt, of how many promises, and the back-test over its own past."""

    at = models.DateTimeField()
    promises = models.PositiveIntegerField()
    backtest = models.JSONField(null=True)

    def __str__(self) -> str:
        return f"learnt at {self.at:%Y-%m-%d}"
