"""Tell somebody what happened: never one's own act, never twice the same thing, never a flood.

The same thing while it is unread counts on its row. Of what one person does to many tickets of one reader the first
FLOOD stand each for itself; what follows within the clock hour is one row that counts.
"""

from datetime import UTC, datetime, timedelta

from django.db import transaction
from django.db.models import F

from steadfast.apps.identity import queries as identity
from steadfast.apps.notices.models import Notice
from steadfast.apps.notices.news import News

FLOOD = 5
WITHIN = timedelta(hours=1)
GATHERED = ("closed", "reopened", "offered")  # what somebody can do to many tickets at once


@transaction.atomic
def tell(person_id: int | None, news: News, *, now: datetime) -> bool:
    """Write a notice for a member of the practice; tell whether one was written or counted on."""
    if person_id is None or person_id == news.by:
        return False
    if not identity.working_members().filter(pk=person_id).exists():
        return False
    if news.once and Notice.objects.filter(person_id=person_id, key=news.key).exists():
        return False
    key, subject = news.key, news.subject_id
    if _count_on(person_id, key, news, now):
        return True
    if _is_flood(person_id, news, now):
        key, subject = f"{news.kind}:by:{news.by}:{now.astimezone(UTC):%Y%m%d%H}", None
        if _count_on(person_id, key, news, now):
            return True
    Notice.objects.create(
        person_id=person_id, kind=news.kind, key=key, subject_id=subject, by_id=news.by, about=dict(news.about),
        first_at=now, at=now,
    )  # fmt: skip
    return True


def _count_on(person_id: int, key: str, news: News, now: datetime) -> bool:
    """Count on the unread row of the same thing; what happened again is worth a mail again."""
    same = Notice.objects.filter(person_id=person_id, key=key, read_at=None)
    return bool(same.update(count=F("count") + 1, at=now, by=news.by, about=dict(news.about), mailed_at=None))


def _is_flood(person_id: int, news: News, now: datetime) -> bool:
    if news.kind not in GATHERED or news.by is None:
        return False
    rows = Notice.objects.filter(person_id=person_id, kind=news.kind, by=news.by, at__gt=now - WITHIN)
    return rows.count() >= FLOOD
