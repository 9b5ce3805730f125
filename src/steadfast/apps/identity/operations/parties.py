"""Name a supplier or a partner: a party who can promise us something. The same name is the same party."""

from datetime import datetime

from django.db import transaction

from steadfast.apps.identity.models import Party
from steadfast.apps.identity.models.party import OUTSIDE
from steadfast.foundation import events
from steadfast.foundation.actor import Actor
from steadfast.foundation.models import PRACTICE_CHAIN

LONGEST_NAME = 200


@transaction.atomic
def name_supplier(name: str, *, actor: Actor, now: datetime) -> Party:
    """Return the supplier or partner of this name; one that nobody named before is a supplier."""
    words = " ".join(name.split())[:LONGEST_NAME]
    known = Party.objects.filter(kind__in=OUTSIDE, name__iexact=words).order_by("id").first()
    if known is not None:
        return known
    party = Party.objects.create(kind="supplier", name=words)
    body = {"party": party.pk, "kind": party.kind}
    events.append(
        events.NewEvent(PRACTICE_CHAIN, "party.named", now, None, body, private={"name": words}), actor=actor, now=now
    )
    return party
