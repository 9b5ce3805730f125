"""Work that changes hands: an offer that waits, one that was declined, somebody away with a deputy, and a rota."""

from datetime import time, timedelta
from zoneinfo import ZoneInfo

from steadfast.apps.commitments.operations import To
from steadfast.apps.demo.cast import cast
from steadfast.apps.demo.operations.day import HOUR, MINUTE, Day, member, open_for
from steadfast.apps.desk import operations as desk
from steadfast.apps.identity import operations as identity
from steadfast.apps.identity.models import DutyTurn, Person, Team
from steadfast.domain.commitment.duty.rota import series
from steadfast.foundation.actor import Actor

WEEKS = 8


def offered(day: Day) -> None:
    """Declined by one, with words, and offered to another who has not answered yet."""
    ines, kofi = member("Ines"), member("Kofi")
    ticket = open_for(
        day, "Marlow Freight", "Jo Marlow", "Route planner shows yesterday’s tours",
        "The planner on the dispatcher’s desk does not update since this morning.", 6 * HOUR, impact=2, urgency=2,
    )  # fmt: skip
    desk.take(ticket, actor=ines, now=day.ago(6 * HOUR - 25 * MINUTE))
    first = desk.offer(
        ticket, To(kofi.person_id), reason="I am at Old Mill Bakery from ten on", actor=ines, now=day.ago(4 * HOUR)
    )
    desk.decline(
        ticket, first.pk, words="Gate 4 keeps me busy until the scanners are back", actor=kofi,
        now=day.ago(3 * HOUR + 20 * MINUTE),
    )  # fmt: skip
    desk.offer(
        ticket, To(_key("Theo")), reason="Kofi has his hands full, and the planner is yours", actor=ines,
        now=day.ago(50 * MINUTE),
    )  # fmt: skip


def away(day: Day) -> None:
    """Somebody takes two days off next week, with the deputy whom they always name."""
    mara, sam = Person.objects.get(pk=_key("Mara")), Person.objects.get(pk=_key("Sam"))
    actor, here = member("Mara"), ZoneInfo(cast().ZONE)
    if mara.deputy_id is None:
        identity.name_deputy(mara, sam, actor=actor, now=day.now)
    first = day.now.astimezone(here).date() + timedelta(days=7)
    if not mara.absences.filter(ends_at__gt=day.now).exists():
        last = first + timedelta(days=1)
        identity.plan_absence(mara, first=first, last=last, kind="holiday", deputy=sam, actor=actor, now=day.now)


def rota(day: Day) -> None:
    """Ines, Kofi and Theo take turns of a week, Ines this one."""
    team = Team.objects.get(name=cast().TEAM)
    if DutyTurn.objects.filter(team=team, ends_at__gt=day.now).exists():
        return
    theo: Actor = member("Theo")
    today = day.now.astimezone(ZoneInfo(cast().ZONE)).date()
    monday = today - timedelta(days=today.weekday())
    persons = [_key(name) for name in ("Ines", "Kofi", "Theo")]
    turns = series(persons, monday, 1, WEEKS, time(9), cast().ZONE, now=day.now)
    identity.add_turns(team, turns, actor=theo, now=day.now)


def _key(name: str) -> int:
    return member(name).person_id or 0
