"""When the agreements with single clients end: by the newest version, as one that renews it may begin later.

What is out of offer is left out: whoever let an agreement go has nothing to renew.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from steadfast.apps.agreements.models import AgreementVersion
from steadfast.apps.agreements.queries.agreements import visible_to
from steadfast.domain.commitment import clauses
from steadfast.foundation.actor import Actor


@dataclass(frozen=True, slots=True)
class End:
    """The last day of an agreement with a client, and how many days before it either side may still end it."""

    client_id: int
    name: str
    on: date
    notice_days: int


def ends(actor: Actor) -> Iterator[End]:
    """Yield the agreements with a client that have an end, by name, in one query."""
    seen = visible_to(actor).filter(client__isnull=False, offered=True)
    rows = AgreementVersion.objects.filter(agreement__in=seen.values("pk")).order_by("agreement__name", "no")
    told = rows.values_list("agreement_id", "agreement__client_id", "agreement__name", "body")
    for client_id, name, body in {key: rest for key, *rest in told}.values():
        found = clauses.read(body)
        if found.ends_on is not None:
            yield End(client_id, name, found.ends_on, found.notice_days)
