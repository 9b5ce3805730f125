"""The practice that this program serves: there is exactly one, or none before the first start is done."""

from functools import cache

from steadfast.apps.identity.models import Practice
from steadfast.apps.identity.models.party import PRACTICE_ID
from steadfast.foundation.prepared import Rows


class NotSetUp(LookupError):
    """Nobody has set the practice up yet; the program prints the link for it when it starts."""


def practice() -> Practice:
    """Return the practice with its party; raise NotSetUp before the first start is done."""
    found = _the_one().rows()
    if not found:
        raise NotSetUp("The practice is not set up yet. Open the link that ./run printed.")
    return found[0]


@cache
def _the_one() -> Rows[Practice]:
    return Rows(lambda: Practice.objects.select_related("party").filter(pk=PRACTICE_ID))
