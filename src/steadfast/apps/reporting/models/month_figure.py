"""A posting of a statement: the counts of revision 1, and of a later one only what it adds or takes away.

So the figures of a month are the sum of its postings, as stated at a revision the sum up to it, and no row is ever
changed. `key` is the party of a client or the number of a team, 0 for none; what a grain does not tell is empty. A
closed month has nothing that is not yet judged, so there is no such count.
"""

from django.db import models

from steadfast.apps.reporting.models.month_statement import MonthStatement

COUNTS = ("kept", "kept_late", "withdrawn", "open_late", "renegotiated", "released", "void", "felt_kept")


class MonthFigure(models.Model):
    insert_only = True

    statement = models.ForeignKey(MonthStatement, models.PROTECT, related_name="figures", db_index=False)
    month = models.DateField()
    grain = models.CharField(max_length=16)
    key = models.BigIntegerField()
    direction = models.CharField(max_length=8)
    kind = models.CharField(max_length=32, blank=True)
    priority = models.CharField(max_length=4, blank=True)
    kept = models.IntegerField()
    kept_late = models.IntegerField()
    withdrawn = models.IntegerField()
    open_late = models.IntegerField()
    renegotiated = models.IntegerField()
    released = models.IntegerField()
    void = models.IntegerField()
    felt_kept = models.IntegerField(help_text="of the kept: done also by the due time that no wait put off")
    slip_s = models.BigIntegerField(help_text="seconds by which the due times given up in the month were moved")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["statement", "grain", "direction", "key", "kind", "priority"], name="month_figure_once"
            ),
        ]
        indexes = [
            models.Index(fields=["grain", "direction", "month"], name="month_figure_by_grain"),
            models.Index(fields=["month"], name="month_figure_by_month"),
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} {self.grain} {self.key}"
