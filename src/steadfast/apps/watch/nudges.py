"""The signs on Today: what may go wrong of one's own, each with what ends it; put off, it is gone until tomorrow."""

from datetime import datetime

from django.urls import reverse

from steadfast.apps.commitments.nudges import Group, Nudge
from steadfast.apps.watch.queries import signs
from steadfast.domain.language import listed, say
from steadfast.foundation.actor import Actor


def group(actor: Actor, now: datetime) -> Group | None:
    """Return the signs of a member's own work, in one query."""
    rows, more = signs.of_person(actor, now)
    url = reverse("watch:index") + "?whose=mine" if more else ""
    return Group("signs", say("Before it goes wrong"), [_nudge(row) for row in rows], url)


def _nudge(shown: signs.Shown) -> Nudge:
    why = f"{shown.title}: {shown.said.why}" if shown.title else shown.said.why
    if shown.also:
        why = say("%(why)s; also: %(others)s", why=why, others=listed(list(shown.also)))
    return Nudge(
        what=shown.said.act,
        label=shown.label,
        url=shown.url,
        about=say("%(why)s, since", why=why),
        at=shown.row.since,
        post=reverse("watch:later", args=[shown.row.pk]),
        button=say("Not today"),
        fields=(("to", "today"),),
    )
