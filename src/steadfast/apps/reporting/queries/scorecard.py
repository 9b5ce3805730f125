"""The scorecard: what is counted, for whom it may be seen, and under which agreement."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from steadfast.apps.agreements.models import AgreementVersion
from steadfast.apps.commitments import queries as commitments
from steadfast.apps.commitments.models import Commitment
from steadfast.apps.desk import queries as desk
from steadfast.apps.reporting.queries import confusion, figures, what_if
from steadfast.domain.commitment.judgement import as_felt
from steadfast.domain.commitment.numbers import Fact, FourNumbers
from steadfast.domain.commitment.verdict import Verdict
from steadfast.foundation.actor import Actor

RESOLUTION = "resolution"


@dataclass(frozen=True, slots=True)
class Scorecard:
    """Figures by groups. `stored`: from the register; else what if all tickets had been promised so."""

    rows: list[figures.Row]
    total: FourNumbers
    stored: bool
    felt: list[figures.Row] | None = None
    verdicts: confusion.Confusion | None = None


class UnknownAgreement(LookupError):
    """No agreement has this name; the message lists those that exist."""


def of_register(actor: Actor, groups: Sequence[str], *, now: datetime) -> Scorecard:
    """Return the figures of everything that the practice promised, as stored."""
    found = figures.rows(ours(actor), groups, now=now)
    return Scorecard(found, figures.total(found), stored=True)


def under(actor: Actor, name: str, groups: Sequence[str], *, as_if: bool = False, now: datetime) -> Scorecard:
    """Return the figures under one agreement, as it says and as the client felt it, beside the source's verdicts.

    What the register holds under that agreement is counted from there; where it holds nothing, or where a what-if is
    asked for (`as_if`), every ticket is judged as if it had been promised so, and nothing of that is stored.
    """
    version = version_of(name)
    terms, hours = what_if.clauses_and_hours(version)
    stored = ours(actor).filter(terms__agreement_version__agreement=version.agreement_id)
    in_register = not as_if and stored.exists()
    tickets = desk.visible_to(actor)
    if in_register:
        tickets = tickets.filter(agreement_version__agreement=version.agreement_id)
        found, ours_by_ticket = figures.rows(stored, groups, now=now), _stored_facts(stored)
    else:
        ours_by_ticket = {}
        found = what_if.rows(_noting(what_if.stream(tickets, terms, hours), ours_by_ticket), groups, now=now)
    felt = what_if.rows(what_if.stream(tickets, as_felt(terms), hours), groups, now=now)
    verdicts = confusion.of_tickets(ours_by_ticket, tickets, now=now)
    return Scorecard(found, figures.total(found), in_register, felt, verdicts)


def _stored_facts(stored: QuerySet[Commitment]) -> dict[int, Fact]:
    """Return the resolutions that the register holds, by ticket."""
    rows = stored.filter(kind=RESOLUTION).values_list("subject_id", "due_at", "verdict")
    return {subject: Fact(due, Verdict(said)) for subject, due, said in rows}


def _noting(judged: Iterator[what_if.Judged], facts: dict[int, Fact]) -> Iterator[what_if.Judged]:
    """Pass promises on, noting the resolutions by ticket: a stream is read once and never held."""
    for item in judged:
        if item.kind == RESOLUTION:
            facts[item.ticket.pk] = item.fact
        yield item


def ours(actor: Actor) -> QuerySet[Commitment]:
    """Return what we owe others, as the actor may see it."""
    return commitments.visible_to(actor).filter(direction="ours")


def version_of(name: str) -> AgreementVersion:
    """Return the newest version of an agreement by its name."""
    found = (
        AgreementVersion.objects.filter(agreement__name=name)
        .select_related("calendar", "agreement")
        .order_by("-no")
        .first()
    )
    if found is None:
        names = (
            AgreementVersion.objects.order_by("agreement__name").values_list("agreement__name", flat=True).distinct()
        )
        raise UnknownAgreement(f"no agreement is named {name!r}; there are: {', '.join(names) or 'none yet'}")
    return found
