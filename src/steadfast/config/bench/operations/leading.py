"""Some of the promises made a leader's: the duty owner is the owner of the practice and would have none."""

from django.db.models import F

from steadfast.apps.commitments.models import Commitment
from steadfast.config.bench.operations.people import People

EVERY = 50  # one promise in so many


def lead(people: People) -> None:
    """Let the duty owner answer for them."""
    Commitment.objects.annotate(rest=F("id") % EVERY).filter(rest=0).update(owner_id=people.duty.person_id)
