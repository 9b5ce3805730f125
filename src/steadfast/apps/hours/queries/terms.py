"""What agreements say about time on a day, and the reason that follows for a piece of work."""

from collections.abc import Iterable, Mapping
from datetime import date

from steadfast.apps.desk.models import Ticket
from steadfast.apps.hours.models import BillingTerms
from steadfast.domain.hours.reasons import REASONS, Reason, Terms, usual

USUAL = Terms()  # of an agreement that says nothing: its fee covers the work


def terms_of(agreement_id: int | None, day: date) -> Terms | None:
    """Return the terms of an agreement on a day; None without an agreement."""
    if agreement_id is None:
        return None
    rows = BillingTerms.objects.filter(agreement_id=agreement_id, first_day__lte=day).order_by("-first_day", "-no")
    found = rows.first()
    return found.value if found else USUAL


def reason_for(ticket: Ticket | None, client_id: int | None, day: date) -> Reason:
    """Return why work is billed or not, as it follows from what it was."""
    if client_id is None:
        return REASONS["inside"]
    if ticket is None or ticket.agreement_version is None:
        return usual(ticket.kind if ticket else None, None)
    return usual(ticket.kind, terms_of(ticket.agreement_version.agreement_id, day))


class Known:
    """The terms of some agreements, read once, for a list of work on several days."""

    def __init__(self, agreements: Iterable[int]) -> None:
        self._rows: dict[int, list[BillingTerms]] = {key: [] for key in agreements}
        rows = BillingTerms.objects.filter(agreement_id__in=list(self._rows))
        for row in rows.order_by("-first_day", "-no"):
            self._rows[row.agreement_id].append(row)

    def of(self, agreement_id: int | None, day: date) -> Terms | None:
        """Return the terms on a day, as `terms_of` does."""
        if agreement_id is None:
            return None
        return next((row.value for row in self._rows[agreement_id] if row.first_day <= day), USUAL)


def newest(agreements: Iterable[int]) -> Mapping[int, BillingTerms]:
    """Return the newest terms by agreement."""
    rows = BillingTerms.objects.filter(agreement_id__in=list(agreements)).order_by("agreement_id", "no")
    return {row.agreement_id: row for row in rows}
