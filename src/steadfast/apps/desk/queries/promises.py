"""The promises on a ticket that its reader may see, and its waits; apps.commitments explains them."""

from steadfast.apps.commitments import queries as commitments
from steadfast.apps.commitments.models import Commitment, Wait
from steadfast.apps.commitments.queries.beside import Beside, beside
from steadfast.apps.commitments.queries.explained import explained, told
from steadfast.apps.commitments.queries.reclassified import reclassified
from steadfast.foundation.actor import Actor

__all__ = ["Beside", "all_beside", "explained", "rows_of", "told", "waits_of"]


def rows_of(subject_id: int, actor: Actor) -> list[Commitment]:
    """Return the commitments on a ticket that the reader may see, with their terms, in the order of promising."""
    rows = commitments.visible_to(actor).filter(subject_id=subject_id).order_by("promised_at", "id")
    return list(rows.select_related("subject", "terms__agreement_version__agreement", "owner", "debtor"))


def waits_of(subject_id: int) -> list[Wait]:
    return list(
        Wait.objects.filter(subject_id=subject_id).select_related("on_person", "on_party").order_by("since", "id")
    )


def all_beside(rows: list[Commitment]) -> dict[int, Beside]:
    """Return what stands beside each promise on a ticket, by its key, in one query."""
    changes = reclassified(row.pk for row in rows)
    return {row.pk: beside(row, rows, changes.get(row.pk, [])) for row in rows}
