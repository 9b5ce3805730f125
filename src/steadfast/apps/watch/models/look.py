"""How far the watch has looked: the last event it read, and when it last looked at everything. One row."""

from django.db import models

THE_ONE = 1
LOOKED, UNTOUCHED = "looked at", "untouched"  # beside the detectors in `asked`


class Look(models.Model):
    last_event = models.BigIntegerField(default=0)
    at = models.DateTimeField()
    whole_at = models.DateTimeField(null=True)
    left_out = models.PositiveIntegerField(default=0, help_text="open tickets beyond what one look takes")

    asked = models.JSONField(default=dict, help_text="of the last whole look: how much each detector looked at")

    def __str__(self) -> str:
        return f"looked at {self.at:%Y-%m-%d %H:%M}"
