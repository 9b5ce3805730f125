"""What is found of agreements. A contact finds their client's, else the one for everybody."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext, pgettext_lazy

from steadfast.apps.agreements.models import Agreement
from steadfast.apps.agreements.queries.agreements import visible_to
from steadfast.foundation import subjects
from steadfast.foundation.actor import Actor
from steadfast.foundation.search import sight, sources
from steadfast.foundation.search.sources import OPEN, Document, Hit, Source, Watch

FOR_ALL = "everybody"


def register() -> None:
    sources.register(AGREEMENTS)


def documents(refs: Sequence[int]) -> list[Document]:
    rows = Agreement.objects.filter(pk__in=refs).select_related("subject", "client", "site")
    return [
        Document(
            row.pk,
            (row.subject.label, row.name),
            (row.client.name if row.client else "", row.site.name if row.site else ""),
            (row.service,),
            tokens=_tokens(row),
        )
        for row in rows
    ]


def _tokens(row: Agreement) -> tuple[str, ...]:
    if row.client_id is not None:
        return (sight.client_token(row.client_id), OPEN)
    return (FOR_ALL, OPEN) if row.offered else ()


def hits(refs: Sequence[int], actor: Actor) -> Mapping[int, Hit]:
    return {
        row.pk: Hit(
            row.name,
            subjects.url_of(row.subject),
            number=row.subject.label,
            about=row.client.name if row.client else gettext("for everybody"),
            texts=(row.service,),
        )
        for row in visible_to(actor).filter(pk__in=refs)
    }


def shared(actor: Actor) -> tuple[str, ...]:
    """Return by which token a contact finds what holds for everybody: none where their client has terms of its own."""
    return (FOR_ALL,) if visible_to(actor).filter(client=None).exists() else ()


def numbered(number: int, actor: Actor) -> int | None:
    rows = visible_to(actor).filter(subject__kind="agreement", subject__number=number)
    return rows.values_list("pk", flat=True).first()


def _may(actor: Actor) -> bool:
    return actor.may("agreements.view")


AGREEMENTS = Source(
    code=6,
    name="agreement",
    label=pgettext_lazy("several", "Agreements"),
    may=_may,
    rows="SELECT id FROM agreements_agreement",
    watches=(
        Watch("agreements_agreement", "SELECT row.id", ("name", "client_id", "site_id", "service", "offered")),
        Watch(
            "clients_client",
            "SELECT a.id FROM agreements_agreement a WHERE a.client_id = row.party_id",
            ("name",),
            key="party_id",
            is_named_elsewhere=True,
        ),
        Watch(
            "clients_site",
            "SELECT a.id FROM agreements_agreement a WHERE a.site_id = row.id",
            ("name",),
            is_named_elsewhere=True,
        ),
    ),
    documents=documents,
    hits=hits,
    is_named=True,
    shared=shared,
    prefix="A",
    numbered=numbered,
)
