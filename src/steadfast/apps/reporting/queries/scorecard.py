"""The scorecard: what is counted, for whom it may be seen, and under which agreement."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import QuerySet

from steadfast.apps.agreements.models import Agreement, AgreementVersion
from steadfast.apps.commitments import queries as commitments
from steadfast.apps.commitments.models import Commitment
from steadfast.apps.desk import queries as desk
from steadfast.apps.reporting.queries import confusion, figures, month_figures, what_if
from steadfast.apps.reporting.queries.selection import Selection
from steadfast.apps.reporting.queries.statements import Stated
from steadfast.domain.commitment.judgement import as_felt
from steadfast.domain.commitment.numbers import Fact, FourNumbers
from steadfast.domain.commitment.verdict import Verdict
from steadfast.foundation.actor import Actor

RESOLUTION = "resolution"
OURS = Selection()


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


def rows(
    actor: Actor, chosen: Selection, groups: Sequence[str], *, now: datetime, stated: Stated | None = None
) -> list[figures.Row]:
    """Return the figures of a selection by groups, as the actor may see them; `stated` of it, where that was read."""
    return month_figures.rows(actor, chosen, groups, now=now, stated=stated)


def of_groups(chosen: Selection, groups: Sequence[str], said: str) -> Selection:
    """Return the selection that groups make sense of: by direction all of them, unless one was said."""
    return replace(chosen, direction="") if "direction" in groups and not said else chosen


def of_register(actor: Actor, groups: Sequence[str], chosen: Selection = OURS, *, now: datetime) -> Scorecard:
    """Return the figures of a selection, of everything that the practice promised unless said."""
    found = rows(actor, chosen, groups, now=now)
    return Scorecard(found, figures.total(found), stored=True)


def under(
    actor: Actor,
    name: str,
    groups: Sequence[str],
    chosen: Selection = OURS,
    *,
    as_if: bool = False,
    now: datetime,
) -> Scorecard:
    """Return the figures under one agreement, as it says and as the client felt it, beside the source's verdicts.

    What the register holds under that agreement is counted from there; where it holds nothing, or where a what-if is
    asked for (`as_if`), every ticket is judged as if it had been promised so, and nothing of that is stored.
    """
    version = version_of(name)
    terms, hours = what_if.clauses_and_hours(version)
    agreed = replace(chosen, agreement=version.agreement_id)
    stored = agreed.apply(commitments.visible_to(actor))
    in_register = (
        not as_if and replace(OURS, agreement=version.agreement_id).apply(commitments.visible_to(actor)).exists()
    )
    tickets = what_if.tickets(desk.visible_to(actor), chosen)
    if in_register:
        tickets = tickets.filter(agreement_version__agreement=version.agreement_id)
        found, ours_by_ticket = rows(actor, agreed, groups, now=now), _stored_facts(stored)
    else:
        ours_by_ticket = {}
        judged = what_if.stream(tickets, terms, hours, chosen)
        found = what_if.rows(_noting(judged, ours_by_ticket), groups, now=now)
    felt = what_if.rows(what_if.stream(tickets, as_felt(terms), hours, chosen), groups, now=now)
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


def name_of(agreement: int | None) -> str | None:
    """Return the name of an agreement by its key; None for none."""
    return Agreement.objects.filter(pk=agreement).values_list("name", flat=True).first() if agreement else None


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
