"""What is done about a client at risk: a promise among us, with an owner and a due time, in the register."""

from django.db import models

from steadfast.apps.clients.models import Client
from steadfast.apps.commitments.models import Commitment


class RiskAction(models.Model):
    client = models.ForeignKey(Client, models.PROTECT, related_name="+")
    commitment = models.OneToOneField(Commitment, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"C-{self.commitment_id} for client {self.client_id}"
