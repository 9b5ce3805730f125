"""Look at what is open and write down the signs, a part at a time, so that no write lasts long.

Every minute at what changed since, every few minutes at everything, as silence changes nothing. A look is repeatable:
what it writes depends on the rows and the instant alone, and a killed one is done again by the next.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max

from steadfast.apps.watch.models import Look, Sign
from steadfast.apps.watch.models.look import LOOKED, THE_ONE, UNTOUCHED
from steadfast.apps.watch.queries import facts, load
from steadfast.apps.watch.queries.past import Past, past
from steadfast.domain import signs as rules
from steadfast.domain.service_level.priority import PRIORITIES
from steadfast.foundation.models import Event

PART = 250  # tickets in a transaction
MOST = 10_000  # open tickets that one look takes, those due first
WHOLE = timedelta(minutes=5)
WORTH = 10  # places within one detector, by priority
OVERLAP = 500  # events read again: on PostgreSQL one with a lower number may be committed later


def look(*, now: datetime) -> int:
    """Bring the signs up to date; return how many tickets were looked at."""
    last = Event.objects.aggregate(last=Max("id"))["last"] or 0
    before = Look.objects.filter(pk=THE_ONE).first()
    whole = before is None or before.whole_at is None or not now - WHOLE < before.whole_at <= now
    left_out = 0 if before is None else before.left_out
    if whole:
        keys = list(facts.open_tickets().order_by("listed_at", "subject").values_list("pk", flat=True)[: MOST + 1])
        left_out = facts.open_tickets().count() - MOST if len(keys) > MOST else 0
        _forget_others(keys[:MOST])
    else:
        keys = _touched(0 if before is None else before.last_event - OVERLAP)
    known, asked = past(), Counter[str]()
    for start in range(0, len(keys[:MOST]), PART):
        asked.update(_look_at(keys[start : start + PART], known, now))
    told: dict[str, object] = {"last_event": last, "at": now, "left_out": left_out}
    if whole:
        _look_at_people(now)
        told |= {"whole_at": now, "asked": dict(asked)}
    Look.objects.update_or_create(pk=THE_ONE, defaults=told)
    return len(keys)


def _touched(after: int) -> list[int]:
    events = Event.objects.filter(pk__gt=after, subject__kind="ticket").order_by()
    return list(events.values_list("subject_id", flat=True).distinct()[:MOST])


def _forget_others(keys: Sequence[int]) -> None:
    """Forget the signs of tickets that are not looked at any more."""
    gone = set(Sign.objects.filter(subject__isnull=False).values_list("subject_id", flat=True)) - set(keys)
    for start in range(0, len(ended := sorted(gone)), PART):
        Sign.objects.filter(subject_id__in=ended[start : start + PART]).delete()


def _look_at(keys: Sequence[int], known: Past, now: datetime) -> Mapping[str, int]:
    """Write the signs of these tickets; return on how many of them each detector had something to look at."""
    found = facts.of_tickets(keys, known, now=now)
    fresh = [
        Sign(
            subject_id=each.ticket.pk,
            person_id=each.person,
            detector=sign.detector,
            rank=sign.rank * WORTH + _worth(each.ticket.priority),
            since=sign.since,
            as_of=now,
            version=each.ticket.version,
            figures=dict(sign.figures),
        )
        for each in found
        if each.person is not None
        for sign in rules.signs(each.facts, now)
    ]
    with transaction.atomic():
        old = list(Sign.objects.filter(subject_id__in=keys))
        _replace(old, fresh)
    asked = Counter(detector for each in found for detector in rules.asked(each.facts, now))
    asked[LOOKED], asked[UNTOUCHED] = len(found), sum(each.facts.untouched for each in found)
    return asked


def _worth(priority: str) -> int:
    """Return the place of a priority among signs of one detector: P1 is looked at before P4."""
    return PRIORITIES.index(priority) if priority in PRIORITIES else len(PRIORITIES)


def _look_at_people(now: datetime) -> None:
    fresh = [
        Sign(
            person_id=person,
            detector=sign.detector,
            rank=sign.rank,
            since=sign.since,
            as_of=now,
            figures=dict(sign.figures),
        )
        for person, sign in load.overloaded(now=now)
    ]
    with transaction.atomic():
        _replace(list(Sign.objects.filter(subject=None)), fresh)


def _replace(old: Iterable[Sign], fresh: Sequence[Sign]) -> None:
    """Write the fresh signs over the old; one that goes on stays put off, a forecast keeps since when it speaks."""
    known = {_key(sign): sign for sign in old}
    for sign in fresh:
        before = known.pop(_key(sign), None)
        if before is not None:
            sign.pk, sign.later_until = before.pk, before.later_until
            sign.since = before.since if sign.detector == "going late" else sign.since
    Sign.objects.filter(pk__in=[sign.pk for sign in known.values()]).delete()
    names = ["person", "rank", "since", "as_of", "version", "figures"]
    Sign.objects.bulk_update([sign for sign in fresh if sign.pk], names, batch_size=100)
    Sign.objects.bulk_create([sign for sign in fresh if not sign.pk])


def _key(sign: Sign) -> tuple[int, str]:
    return (sign.subject_id or -sign.person_id, sign.detector)
