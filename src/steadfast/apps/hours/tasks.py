"""What duty does by itself: it looks at what became urgent, sends calls, and calls the next one who sleeps on."""

from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils import translation

from steadfast.apps.hours import operations, ways
from steadfast.apps.hours.models import Wake
from steadfast.apps.hours.operations import waking
from steadfast.apps.hours.queries import waking as known
from steadfast.domain.language import say
from steadfast.foundation import clock, outbox, own_address
from steadfast.foundation.jobs import schedule, task
from steadfast.foundation.jobs.each import each
from steadfast.foundation.models import Event


@outbox.subscribe("ticket.opened", "hours.wake_opened")
def look_at_opened(event: Event, data: dict[str, Any], *, now: datetime) -> None:
    """Wake somebody for a new ticket that is urgent out of hours."""
    waking.begin(event.subject_id or 0, by=event.actor_id, now=now)


@outbox.subscribe("ticket.reprioritized", "hours.wake_reprioritized")
def look_at_reprioritized(event: Event, data: dict[str, Any], *, now: datetime) -> None:
    """Wake somebody for a ticket that became urgent out of hours."""
    waking.begin(event.subject_id or 0, by=event.actor_id, now=now)


@task()
def send_call(wake_id: int) -> None:
    """Send a call by each way that its person has; one that was tried is not tried again."""
    wake = Wake.objects.select_related("person", "ticket__subject", "ticket__client").get(pk=wake_id)
    tried = set(wake.tries.filter(trouble="").values_list("way", flat=True))
    own = known.ways_of(wake.person_id)
    wanted = [way for way, on in ((ways.MAIL, own.by_mail), (ways.GATEWAY, own.by_gateway)) if on]
    for way in [way for way in wanted or [ways.MAIL] if way not in tried]:
        operations.note_try(wake_id, way, _send(way, wake), now=clock.now())


def _send(way: str, wake: Wake) -> str:
    """Return what went wrong, "" where it was sent."""
    sends = ways.way(way)
    if sends is None:
        return "nothing sends by this way yet"
    try:
        sends(_call(wake))
    except ways.Trouble as trouble:
        return str(trouble)
    return ""


def _call(wake: Wake) -> ways.Call:
    person, subject = wake.person, wake.ticket.subject
    path = reverse("hours:awake_by_link", args=[waking.token_of(wake.ticket_id, wake.no)])
    url = own_address.origin(known.rules().origin) + path
    with translation.override(person.language or translation.get_language()):
        names = {"label": subject.label, "priority": wake.ticket.priority, "client": wake.ticket.client.name}
        title = say("Wake up: %(label)s, %(priority)s, %(client)s", **names)
        text = say(
            "%(title)s\n\n%(what)s\n\nSay that you are awake, else the next one is woken:\n%(url)s\n",
            title=title,
            what=subject.title,
            url=url,
        )
    return ways.Call(f"wake-{wake.pk}", person.name, person.email, person.phone, title, text, url)


@task()
def go_on(wake_id: int) -> int:
    """Call the next one after a call that nobody answered; return that one call was looked at."""
    waking.go_on(wake_id, now=clock.now())
    return 1


@task()
def wake_the_next() -> int:
    """Call the next one where nobody answered in time; return how many calls were looked at."""
    return each(go_on, known.due(clock.now()))


waking.when_called(lambda wake_id: send_call.using(unique_key=f"wake:{wake_id}").enqueue(wake_id))
schedule.every(timedelta(minutes=1), wake_the_next, name="hours.wake_the_next")
