"""A link between two tickets, read from the first to the second: it was caused by it, duplicates it, is a child of it.

One that was taken away stays with the instant of that.
"""

from django.db import models
from django.db.models import F, Q

from steadfast.apps.desk.models.ticket import Ticket
from steadfast.apps.identity.models import Person

KINDS = ("relates to", "caused by", "duplicates", "child of", "split from")
SYMMETRIC = "relates to"
PARENT = "child of"
STANDS = Q(ended_at__isnull=True)


class TicketLink(models.Model):
    from_ticket = models.ForeignKey(Ticket, models.PROTECT, related_name="links", db_index=False)
    to_ticket = models.ForeignKey(Ticket, models.PROTECT, related_name="linked_by", db_index=False)
    kind = models.CharField(max_length=16)
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="ticket_link_kind_known", condition=Q(kind__in=KINDS)),
            models.CheckConstraint(name="ticket_link_of_two", condition=~Q(from_ticket=F("to_ticket"))),
            models.UniqueConstraint(
                fields=["from_ticket", "to_ticket", "kind"], name="ticket_link_once", condition=STANDS
            ),
            models.UniqueConstraint(
                fields=["from_ticket"], name="ticket_one_parent", condition=STANDS & Q(kind=PARENT)
            ),
        ]
        indexes = [models.Index(fields=["to_ticket"], name="ticket_linked_by", condition=STANDS)]

    def __str__(self) -> str:
        return f"link {self.pk}"
