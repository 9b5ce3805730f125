"""A mark that the register changed in a month, written by triggers in the transaction of the change itself.

Without a month it means all of them. While a month is marked its figures are counted from the register; stating it
anew takes the marks away. Marks have no unique key: no writer ever waits for another one's.
"""

from django.db import models


class MonthTouched(models.Model):
    month = models.DateField(null=True)

    class Meta:
        verbose_name_plural = "months touched"
        indexes = [models.Index(fields=["month"], name="month_touched_by_month")]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}" if self.month else "every month"
