"""Settle terms: find or make the one row that holds them, so that thousands of commitments share it."""

from functools import cache

from steadfast.apps.agreements.models import AgreementVersion, CalendarVersion
from steadfast.apps.commitments import models
from steadfast.domain.commitment.terms import Terms
from steadfast.foundation.prepared import Rows


def settle(terms: Terms, calendar_version: CalendarVersion, agreement_version: AgreementVersion | None) -> models.Terms:
    """Return the row of these terms under a calendar version and, when they come from one, an agreement version."""
    agreement_id = agreement_version.pk if agreement_version else None
    digest = terms.digest(calendar=calendar_version.pk, agreement=agreement_id)
    if known := _with_digest().rows(digest=digest):
        return known[0]
    row, _ = models.Terms.objects.select_related("calendar_version").get_or_create(
        digest=digest,
        defaults={
            "body": terms.body(),
            "calendar_version": calendar_version,
            "agreement_version": agreement_version,
            "target_s": terms.target_s,
            "warn_bp": terms.warn_bp,
        },
    )
    return row


@cache
def _with_digest() -> Rows[models.Terms]:
    rows = models.Terms.objects.select_related("calendar_version")
    return Rows(lambda digest: rows.filter(digest=digest), words=["digest"])
