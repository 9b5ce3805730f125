"""Read, put off and forget notices. All of it is the reader's own, and nothing of it touches the register."""

from datetime import datetime, timedelta

from django.db.models import Q

from steadfast.apps.notices.models import Notice

KEPT = timedelta(days=90)  # read ones; the events say for ever what happened


def read(notice: Notice, *, now: datetime) -> int:
    """Mark a notice as read, and with it all others of its subject; return how many."""
    same = Q(pk=notice.pk) | Q(subject=notice.subject_id) if notice.subject_id else Q(pk=notice.pk)
    return Notice.objects.filter(same, person=notice.person_id, read_at=None).update(read_at=now)


def read_all(person_id: int, *, until: datetime, now: datetime) -> int:
    """Mark as read what a reader saw: nothing that came after `until`, nor what is put off; return how many."""
    seen = Q(snoozed_until=None) | Q(snoozed_until__lte=until)
    return Notice.objects.filter(seen, person=person_id, read_at=None, at__lte=until).update(read_at=now)


def snooze(notice: Notice, *, until: datetime) -> None:
    """Put a notice off: it does not count and is not mailed before."""
    Notice.objects.filter(pk=notice.pk, read_at=None).update(snoozed_until=until)


def wake(*, now: datetime) -> int:
    """Bring back what was put off until now; return how many."""
    return Notice.objects.filter(read_at=None, snoozed_until__lte=now).update(snoozed_until=None)


def settle(key: str, *, now: datetime) -> None:
    """Mark a thing as read for everybody, because it is over."""
    Notice.objects.filter(key=key, read_at=None).update(read_at=now)


def forget_old(*, now: datetime) -> int:
    """Forget what was read long ago; return how many."""
    return Notice.objects.filter(read_at__lt=now - KEPT).delete()[0]
