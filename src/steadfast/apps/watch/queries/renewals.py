"""Of clients whose agreement ends soon: which, and when either side spoke last, on a ticket or by telephone."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.db.models import Max

from steadfast.apps.agreements import queries as agreements
from steadfast.apps.calls.models import Call
from steadfast.apps.desk.queries import tickets
from steadfast.domain import language
from steadfast.domain.language import say, say_n
from steadfast.domain.signs.risk import Ending
from steadfast.foundation.actor import Actor


def near(actor: Actor, today: date) -> Mapping[int, list[Ending]]:
    """Return, by client, the agreements that end soon or ended and were neither renewed nor let go. One query."""
    found: dict[int, list[Ending]] = defaultdict(list)
    for end in agreements.ends(actor):
        ending = Ending(end.name, end.on, (end.on - today).days, end.notice_days)
        if ending.is_near:
            found[end.client_id].append(ending)
    return found


def quiet_days(keys: Iterable[int], actor: Actor, now: datetime) -> Mapping[int, int]:
    """Return for how many days neither side of these clients spoke; one that never did is left out. Two queries."""
    of = list(keys)
    spoke = tickets.visible_to(actor).filter(client__in=of, last_said_at__lte=now).order_by()
    rows = list(spoke.values_list("client_id").annotate(at=Max("last_said_at")))
    called = Call.objects.filter(client__in=of, answered_at__lte=now).order_by()
    rows += called.values_list("client_id").annotate(at=Max("answered_at"))
    last: dict[int, datetime] = {}
    for key, at in rows:
        last[key] = max(at, last.get(key, at))
    return {key: (now - at).days for key, at in last.items()}


def said(ending: Ending) -> str:
    """Return when it ends, and until when either side may still end it."""
    name, days, on = ending.name, ending.days, language.day_of_year(ending.on)
    if days < 0:
        return say_n(
            "%(name)s ended %(n)s day ago, and new work still falls under it",
            "%(name)s ended %(n)s days ago, and new work still falls under it",
            -days,
            name=name,
        )
    if days == 0:
        return say("%(name)s ends today", name=name)
    ends = say_n("%(name)s ends in %(n)s day, %(on)s", "%(name)s ends in %(n)s days, %(on)s", days, name=name, on=on)
    if not ending.notice_days:
        return ends
    by = language.day_of_year(ending.notice_by)
    if days < ending.notice_days:
        return say("%(ends)s; the last day for notice was %(by)s", ends=ends, by=by)
    return say("%(ends)s; either side may give notice until %(by)s", ends=ends, by=by)
