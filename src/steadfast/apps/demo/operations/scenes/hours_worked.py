"""Time: two weeks of it as people booked it, small requests with the clock on them, and a clock that runs.

Nobody says what is billed: that follows from what the agreement covers. A demo that was left gets the days since.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from steadfast.apps.agreements.models import Agreement
from steadfast.apps.clients.models import Client
from steadfast.apps.demo.cast import cast
from steadfast.apps.demo.operations.day import HOUR, Day, member, open_for
from steadfast.apps.desk import operations as desk
from steadfast.apps.desk.models import Ticket
from steadfast.apps.hours import operations as hours
from steadfast.apps.hours.models import BillingTerms, Entry, Timer, WeekHandedIn
from steadfast.apps.hours.models.entry import TYPED
from steadfast.domain.hours.reasons import Terms

BACK = timedelta(days=14)
INSIDE = (  # minutes and words, one after the other
    (30, "Morning round: what we owe today"),
    (45, "Notes of last week put in order"),
    (60, "Restore tried for ourselves"),
    (20, "Handed over before the afternoon"),
    (50, "Read what is new in the mail filter"),
)
OUTSIDE = (
    (90, "Kestrel Dental", "At Harlow Street: two desks moved, cables labeled"),
    (75, "Marlow Freight", "Walked the yard for the new access points"),
    (40, "Old Mill Bakery", "Went through the list of licenses with Lena Brandt"),
    (120, "Marlow Freight", "Depot: old printers taken out and wiped"),
    (35, "Kestrel Dental", "Prepared the room for the new hygienist"),
)
SMALL = (  # requests that were done: whose, who did it, open hours ago, minutes
    ("Kestrel Dental", "Amara Ruiz", "Shared mailbox for the reception", "Ines", 118, 55),
    ("Marlow Freight", "Sam Okafor", "Invoices folder for the new bookkeeping", "Kofi", 96, 80),
    ("Old Mill Bakery", "Lena Brandt", "Second screen at the till", "Ines", 64, 35),
    ("Marlow Freight", "Sam Okafor", "Mail on the phone of the night shift", "Kofi", 49, 25),
)


def booked(day: Day) -> None:
    """Book what is missing of the last two weeks, and let Kofi's clock run on what he does."""
    here = ZoneInfo(cast().ZONE)
    today = day.now.astimezone(here).date()
    if not BillingTerms.objects.exists():
        _agree(day, today - timedelta(days=60))
        _small(day)
    for no, (each, at) in enumerate(_missing(today, here)):
        _one_day(no, each, at)
    for name in ("Ines", "Kofi"):
        _hand_in(name, today - timedelta(days=today.weekday() + 7), day.now)
    _runs(day)


def _agree(day: Day, first: date) -> None:
    """The fee of the agreement covers incidents; requests are billed by the quarter of an hour."""
    terms = Terms(frozenset({"incident"}), block=15, least=15)
    agreement = Agreement.objects.earliest("pk")
    hours.set_terms(agreement, terms, first_day=first, actor=member("Nora"), now=day.ago(150 * HOUR))


def _small(day: Day) -> None:
    for who, contact, title, name, ago, minutes in SMALL:
        actor, at = member(name), day.ago(ago * HOUR)
        key = open_for(
            day, who, contact, title, title + ", please.", (ago + 2) * HOUR, impact=3, urgency=3, kind="request"
        )
        desk.take(key, actor=actor, now=day.ago((ago + 1) * HOUR))
        hours.start(_ticket(key), actor=actor, now=at)
        hours.stop(actor=actor, now=at + timedelta(minutes=minutes))
        done = at + timedelta(minutes=minutes)
        desk.resolve(key, text="It is done. Tell me if anything is missing.", actor=actor, now=done)
        desk.confirm(key, actor=actor, now=day.ago((ago - 10) * HOUR))


def _missing(today: date, here: ZoneInfo) -> Iterator[tuple[date, datetime]]:
    """Yield the working days before today that nobody typed in yet, each with the end of its afternoon."""
    last = Entry.objects.filter(how=TYPED).order_by("-day").values_list("day", flat=True).first()
    each = max(today - BACK, last + timedelta(days=1)) if last else today - BACK
    while each < today:
        if each.weekday() < 5:
            yield each, datetime.combine(each, time(17, 30), here)
        each += timedelta(days=1)


def _one_day(no: int, day: date, at: datetime) -> None:
    clients = {row.name: row for row in Client.objects.filter(name__in=[name for _, name, _ in OUTSIDE])}
    for place, name in enumerate(("Ines", "Kofi", "Theo")):
        actor = member(name)
        minutes, words = INSIDE[(no + place) % len(INSIDE)]
        hours.book(hours.Work(day, minutes, note=words), how=TYPED, actor=actor, now=at)
        if (no + place) % 3 < 2:
            minutes, who, words = OUTSIDE[(no * 2 + place) % len(OUTSIDE)]
            hours.book(hours.Work(day, minutes, client=clients[who], note=words), how=TYPED, actor=actor, now=at)


def _hand_in(name: str, monday: date, now: datetime) -> None:
    actor = member(name)
    if not WeekHandedIn.objects.filter(person=actor.person_id, monday=monday).exists():
        hours.hand_in(monday, actor=actor, now=now)


def _runs(day: Day) -> None:
    """Kofi's clock runs on the scanners since a quarter of an hour, beside what he and Ines booked today."""
    kofi, ines = member("Kofi"), member("Ines")
    scanners = Ticket.objects.filter(owner=kofi.person_id, batch=None, taken_at__isnull=False).latest("opened_at")
    labels = Ticket.objects.filter(owner=ines.person_id, batch=None, taken_at__isnull=False).latest("opened_at")
    today = day.now.astimezone(ZoneInfo(cast().ZONE)).date()
    hours.book(hours.Work(today, 50, scanners, note="Looked for the injector"), how=TYPED, actor=kofi, now=day.now)
    hours.book(
        hours.Work(today, 40, labels, note="Went through the settings of the printer"),
        how=TYPED,
        actor=ines,
        now=day.now,
    )
    if not Timer.objects.filter(person=kofi.person_id).exists():
        hours.start(scanners, actor=kofi, now=day.now - timedelta(minutes=15))


def _ticket(key: int) -> Ticket:
    return Ticket.objects.select_related("client", "agreement_version", "subject").get(pk=key)
