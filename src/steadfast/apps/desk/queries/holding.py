"""What keeps a member from leaving: the tickets on which they still answer for something."""

from urllib.parse import urlencode

from django.urls import reverse

from steadfast.apps.desk.models import Ticket
from steadfast.apps.desk.queries.filters import answered_by
from steadfast.apps.desk.queries.tickets import UNRESOLVED
from steadfast.apps.identity.holds import Hold
from steadfast.domain.language import say_n


def tickets_of(person_id: int) -> Hold | None:
    """Return how many open tickets a person answers for and the list of them; None for none."""
    count = Ticket.objects.filter(answered_by(person_id), state__in=UNRESOLVED).count()
    if not count:
        return None
    words = say_n("%(n)s open ticket", "%(n)s open tickets", count)
    return Hold(words, f"{reverse('desk:tickets')}?{urlencode({'owner': person_id})}")
