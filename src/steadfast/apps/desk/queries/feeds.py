"""What the desk says of sources: to whoever answers for one that failed, and before the practice leads one."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.core.cache import cache
from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from steadfast.apps.commitments.nudges import Nudge
from steadfast.apps.desk.models import Ticket
from steadfast.apps.imports.models import Batch
from steadfast.apps.imports.queries.feeds import failing
from steadfast.foundation.actor import Actor

KEPT = "imports.failing"
KEPT_S = 60  # runs are rare and Today is opened often


def nudges(actor: Actor, now: datetime) -> Iterable[Nudge]:
    """Return a row for each source of a member whose last run failed."""
    if actor.person_id is None or not actor.may("imports.manage"):
        return []
    rows = cache.get_or_set(KEPT, _failed, KEPT_S) or []
    return [_nudge(*rest) for owner, *rest in rows if owner == actor.person_id]


def taken_over(source: str) -> list[str]:
    """Return in sentences what of the desk the practice takes over."""
    brought = Batch.objects.filter(source=source, kind="tickets", state="shown")
    rows = Ticket.objects.filter(batch__in=brought.values("pk"))
    found: dict[str, Any] = rows.aggregate(
        all=Count("pk"),
        open=Count("pk", filter=Q(closed_at=None)),
        nobody=Count("pk", filter=Q(closed_at=None, owner=None)),
    )
    told = [ngettext("%(n)s ticket becomes yours.", "%(n)s tickets become yours.", found["all"]) % {"n": found["all"]}]
    if found["open"]:
        some = ngettext("%(n)s of them is open.", "%(n)s of them are open.", found["open"])
        told.append(some % {"n": found["open"]})
    if found["nobody"]:
        some = ngettext("%(n)s open one has no owner.", "%(n)s open ones have no owner.", found["nobody"])
        told.append(some % {"n": found["nobody"]})
    return told


def _failed() -> list[tuple[int, int, str, datetime]]:
    return [(run.feed.owner_id, run.feed.source_id, run.feed.source.name, run.started_at) for run in failing()]


def _nudge(source: int, name: str, at: datetime) -> Nudge:
    what = gettext("%(name)s was not brought in") % {"name": name}
    return Nudge(what, gettext("Source"), reverse("imports:source", args=[source]), "", at)
