"""Promise what is done about a client at risk: a promise inside, owed to the practice by who gives it."""

from datetime import datetime

from django.db import transaction

from steadfast.apps.agreements import queries as agreements
from steadfast.apps.clients.models import Client
from steadfast.apps.commitments import operations as register
from steadfast.apps.commitments.models import Commitment
from steadfast.apps.commitments.operations.giving import Word
from steadfast.apps.commitments.queries.parties import Whom
from steadfast.apps.identity import queries as identity
from steadfast.apps.watch.models import RiskAction
from steadfast.foundation.actor import Actor


@transaction.atomic
def act(client: Client, what: str, *, due_at: datetime, actor: Actor, now: datetime) -> Commitment:
    """Write the promise, to who owns the relationship where that is somebody else; Refused where it cannot be given."""
    owner = client.relationship_owner
    person = owner if owner is not None and owner.pk != actor.person_id and owner.left_at is None else None
    whom = Whom(identity.practice().party, person)
    word = Word(f"{client.name}: {what}"[:300], whom, due_at, None, agreements.usual_version(), now)
    row = register.give(word, actor=actor, now=now)
    RiskAction.objects.get_or_create(commitment=row, defaults={"client": client})
    return row
