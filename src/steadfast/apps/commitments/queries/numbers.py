"""The four numbers as conditions on rows: what `domain.commitment.numbers.bucket` says, restated for the database.

Tests of each page that counts compare the two on generated data.
"""

from datetime import datetime

from django.db.models import F, Q

OUTSIDE = Q(verdict__in=("released", "void"))


def buckets(now: datetime) -> dict[str, Q]:
    """Return, for each number, which commitments it counts at `now`; they never overlap."""
    fell_due = ~OUTSIDE & Q(due_at__lt=now)
    return {
        "kept": fell_due & Q(verdict="kept"),
        "kept_late": fell_due & Q(verdict="kept late"),
        "withdrawn": fell_due & Q(verdict="broken"),
        "open_late": fell_due & Q(verdict="open"),
        "not_yet": ~OUTSIDE & Q(due_at__gte=now),
        "released": Q(verdict="released"),
        "void": Q(verdict="void"),
    }


def felt_kept(now: datetime) -> Q:
    """Return which of the kept ones were so also for who felt the waits: done by the due time that no wait put off."""
    return buckets(now)["kept"] & Q(done_at__lte=F("felt_due_at"))
