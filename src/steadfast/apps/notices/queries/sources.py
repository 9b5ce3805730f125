"""What the clock makes news of: promises that are soon due, and mailboxes that have been down for a while."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from steadfast.apps.commitments.models import Commitment
from steadfast.apps.identity import queries as identity
from steadfast.apps.identity.models.party import PRACTICE_ID
from steadfast.apps.imports import queries as imports
from steadfast.apps.imports import shadows
from steadfast.apps.mail.models import Box
from steadfast.apps.notices.news import News
from steadfast.domain.commitment.sentence import sentence

LATELY = timedelta(hours=1)  # a worker that was down longer does not tell of every warning that it slept through
DOWN = timedelta(minutes=5)  # a connection that comes back by itself is no news
MOST = 500


def by_the_clock(now: datetime) -> Iterator[tuple[int, News]]:
    """Yield whom to tell what; telling it again is harmless, as each thing is told once."""
    yield from _soon_due(now)
    yield from _down(now)


def _soon_due(now: datetime) -> Iterator[tuple[int, News]]:
    rows = Commitment.objects.filter(
        imports.IsShown("batch"), debtor=PRACTICE_ID, closed_at=None, waiting_since=None, due_at__gt=now,
        warn_at__gt=now - LATELY, warn_at__lte=now,
    ).exclude(batch__in=shadows.batches())  # fmt: skip
    for row in rows.select_related("subject", "client").order_by("due_at", "id")[:MOST]:
        client = row.client.name if row.client else ""
        what = sentence(row.kind, row.what, client, row.subject.title)
        key = f"due:{row.pk}:{int(row.due_at.timestamp())}"
        about: dict[str, int | str] = {"commitment": row.pk, "what": what}
        if row.owner_id is not None:
            yield row.owner_id, News("soon due", key, row.subject_id, None, about, once=True)


def _down(now: datetime) -> Iterator[tuple[int, News]]:
    boxes = Box.objects.filter(trouble_since__lte=now - DOWN, paused_at=None).exclude(trouble="")
    found = list(boxes)
    leads = list(identity.members_with("watch.lead").values_list("pk", flat=True)) if found else []
    for box in found:
        assert box.trouble_since is not None
        key = f"mailbox:{box.pk}:{int(box.trouble_since.timestamp())}"
        for person in leads:
            yield person, News("mailbox", key, about={"what": f"{box.name}: {box.trouble}"}, once=True)
