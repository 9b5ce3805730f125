"""The four numbers as conditions on rows: what `domain.commitment.numbers.bucket` says, restated for the database.

In terms of the facts and not of the stored verdict, which SQLite could not read from the index of the figures: only
what is fulfilled has a `done_at`. Tests of each page that counts compare the two on generated data.
"""

from datetime import datetime

from django.db.models import F, Q

JUDGED = Q(closed_as=None) | Q(closed_as__in=("fulfilled", "withdrawn"))  # neither released nor void


def buckets(now: datetime) -> dict[str, Q]:
    """Return, for each number, which commitments it counts at `now`; they never overlap."""
    fell_due = Q(due_at__lt=now)
    return {
        "kept": fell_due & Q(done_at__lte=F("due_at")),
        "kept_late": fell_due & Q(done_at__gt=F("due_at")),
        "withdrawn": fell_due & Q(closed_as="withdrawn"),
        "open_late": fell_due & Q(closed_as=None),
        "not_yet": Q(due_at__gte=now) & JUDGED,
        "released": Q(closed_as="released"),
        "void": Q(closed_as="void"),
    }


def felt_kept(now: datetime) -> Q:
    """Return which of the kept ones were so also for who felt the waits: done by the due time that no wait put off."""
    return buckets(now)["kept"] & Q(done_at__lte=F("felt_due_at"))
