"""Settle terms: find or make the one row that holds them, so that thousands of commitments share it."""

from collections.abc import Sequence
from functools import cache

from steadfast.apps.agreements.models import AgreementVersion, CalendarVersion
from steadfast.apps.commitments import models
from steadfast.domain.commitment.terms import Terms
from steadfast.foundation.prepared import Rows


def settle(terms: Terms, calendar_version: CalendarVersion, agreement_version: AgreementVersion | None) -> models.Terms:
    """Return the row of these terms under a calendar version and, when they come from one, an agreement version."""
    return settle_all([terms], calendar_version, agreement_version)[0]


def settle_all(
    several: Sequence[Terms], calendar_version: CalendarVersion, agreement_version: AgreementVersion | None
) -> list[models.Terms]:
    """Return the rows of several terms in their order, asking for them together."""
    agreement_id = agreement_version.pk if agreement_version else None
    digests = [terms.digest(calendar=calendar_version.pk, agreement=agreement_id) for terms in several]
    asked = {f"digest_{place}": digest for place, digest in enumerate(digests)}
    known = {row.digest: row for row in _with(*asked).rows(**asked)}
    return [
        known.get(digest) or _made(digest, terms, calendar_version, agreement_version)
        for digest, terms in zip(digests, several, strict=True)
    ]


def _made(
    digest: str, terms: Terms, calendar_version: CalendarVersion, agreement_version: AgreementVersion | None
) -> models.Terms:
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
def _with(*digests: str) -> Rows[models.Terms]:
    rows = models.Terms.objects.select_related("calendar_version")
    return Rows(lambda **words: rows.filter(digest__in=list(words.values())), words=digests)
