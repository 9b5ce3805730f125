"""What is found of the register: what somebody said in words of their own.

The promises that an agreement makes of every ticket say its title again; they are found by that ticket and by number.
"""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext_lazy as _

from steadfast.apps.commitments.models import Commitment
from steadfast.apps.commitments.queries.register import visible_to
from steadfast.apps.identity.models.party import PRACTICE_ID
from steadfast.apps.imports import queries as imports
from steadfast.foundation import addresses
from steadfast.foundation.actor import Actor
from steadfast.foundation.search import sight, sources
from steadfast.foundation.search.sources import OPEN, Document, Hit, Source, Watch

OF_A_TICKET = ("first response", "resolution", "next update")  # their words are its title
NOT_OF_A_TICKET = "{row}kind NOT IN ('first response', 'resolution', 'next update')"
PEOPLE = ("client", "debtor", "creditor", "creditor_person")


def register() -> None:
    sources.register(COMMITMENTS)


def documents(refs: Sequence[int]) -> list[Document]:
    names = [f"{name}__name" for name in PEOPLE]
    rows = Commitment.objects.filter(pk__in=refs).exclude(kind__in=OF_A_TICKET).select_related(*PEOPLE)
    return [
        Document(
            row.pk,
            (str(row), row.what),
            _names(row),
            tokens=_tokens(row),
            at=row.promised_at,
        )
        for row in rows.only("what", "promised_at", "batch", *PEOPLE, *names)
    ]


def _names(row: Commitment) -> tuple[str, ...]:
    """Return who owes it and who is owed it, as far as it is not us: our name would stand everywhere."""
    parties = [party.name for party in (row.debtor, row.creditor) if party.pk != PRACTICE_ID]
    return (*parties, row.creditor_person.name if row.creditor_person else "")


def _tokens(row: Commitment) -> tuple[str, ...]:
    """Return whose it is; what a supplier owes us about a client's ticket is none of the client's."""
    of_client = () if row.client_id is None else (sight.client_token(row.client_id),)
    is_open = row.client_id is not None and row.client_id in (row.debtor_id, row.creditor_id)
    return (*of_client, *((OPEN,) if is_open else ()), *imports.tokens_of(row.batch_id))


def hits(refs: Sequence[int], actor: Actor) -> Mapping[int, Hit]:
    rows = visible_to(actor).filter(pk__in=refs).select_related("debtor", "creditor", "creditor_person")
    return {
        row.pk: Hit(
            row.what,
            addresses.numbered("commitments:show", row.pk),
            number=str(row),
            about=f"{row.debtor.name} → {row.creditor_person.name if row.creditor_person else row.creditor.name}",
            at=row.promised_at,
        )
        for row in rows
    }


def numbered(number: int, actor: Actor) -> int | None:
    return visible_to(actor).filter(pk=number).values_list("pk", flat=True).first()


def _may(actor: Actor) -> bool:
    return actor.may("register.show") and (actor.client_id is not None or actor.may("register.view"))


COMMITMENTS = Source(
    code=7,
    name="commitment",
    label=_("Promises"),
    may=_may,
    rows=f"SELECT id FROM commitments_commitment WHERE {NOT_OF_A_TICKET.format(row='')}",
    watches=(
        Watch(
            "commitments_commitment",
            "SELECT row.id",
            ("what", "client_id", "debtor_id", "creditor_id", "creditor_person_id", "batch_id", "promised_at"),
            when=NOT_OF_A_TICKET.format(row="row."),
        ),
        Watch(
            "identity_party",
            "SELECT c.id FROM commitments_commitment c"
            f" WHERE c.client_id = row.id AND {NOT_OF_A_TICKET.format(row='c.')}"
            " UNION SELECT c.id FROM commitments_commitment c WHERE c.debtor_id = row.id AND c.debtor_id <> 1",
            ("name",),
            when="row.kind <> 'practice'",
            is_named_elsewhere=True,
        ),
    ),
    documents=documents,
    hits=hits,
    prefix="C",
    numbered=numbered,
)
