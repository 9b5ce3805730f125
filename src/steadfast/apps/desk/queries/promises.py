"""The promises on a ticket that its reader may see, and its waits; apps.commitments explains them."""

from steadfast.apps.commitments import queries as commitments
from steadfast.apps.commitments.models import Commitment, Wait
from steadfast.apps.commitments.queries.explained import explained, told
from steadfast.foundation.actor import Actor

__all__ = ["explained", "rows_of", "told", "waits_of"]


def rows_of(subject_id: int, actor: Actor) -> list[Commitment]:
    """Return the commitments on a ticket that the reader may see, with their terms, in the order of promising."""
    rows = commitments.visible_to(actor).filter(subject_id=subject_id).order_by("promised_at", "id")
    return list(rows.select_related("subject", "terms__agreement_version__agreement", "owner"))


def waits_of(subject_id: int) -> list[Wait]:
    return list(Wait.objects.filter(subject_id=subject_id).select_related("on_person").order_by("since", "id"))
