"""What makes a notice, and when notices leave as mail.

A subscriber decides whom an event is told to; each is called once for an event (foundation/outbox).
"""

from datetime import datetime, timedelta
from typing import Any

from steadfast.apps.commitments.models import HandOver, Proposal
from steadfast.apps.desk.models import Message, Ticket
from steadfast.apps.identity import queries as identity
from steadfast.apps.notices import operations
from steadfast.apps.notices.news import News
from steadfast.apps.notices.queries import sources
from steadfast.domain.notices import mentioned
from steadfast.foundation import clock, outbox
from steadfast.foundation.jobs import schedule, task
from steadfast.foundation.models import Event


@outbox.subscribe("hand_over.offered", "notices.offered")
def offered(event: Event, data: dict[str, Any], *, now: datetime) -> None:
    """Tell who is to answer an offer: whom it was made to, else who stands in for them."""
    if data.get("absence") is not None:  # a deputy gets work by a plan that they know
        return
    to = identity.stands_in_for(data["to"], now).person if data["team"] is None else data["to"]
    key = f"offer:{data['hand_over']}"
    operations.tell(to, News("offered", key, event.subject_id, event.actor_id, _promise(data), once=True), now=event.at)


@outbox.subscribe("hand_over.accepted", "notices.accepted")
@outbox.subscribe("hand_over.declined", "notices.declined")
def answered_offer(event: Event, data: dict[str, Any], *, now: datetime) -> None:
    """Tell who made an offer, and who had the work, what became of it; it waits for nobody any more."""
    key, kind = f"offer:{data['hand_over']}", event.kind.partition(".")[2]
    operations.settle(key, now=now)
    row = HandOver.objects.filter(pk=data["hand_over"]).first()
    if row is not None and data.get("absence") is None:
        news = News(kind, f"{kind}:{row.pk}", event.subject_id, event.actor_id, _promise(data), once=True)
        for person in {row.offered_by_id, row.from_person_id}:
            operations.tell(person, news, now=event.at)


@outbox.subscribe("hand_over.taken_back", "notices.taken_back")
@outbox.subscribe("hand_over.overtaken", "notices.overtaken")
def over(event: Event, data: dict[str, Any], *, now: datetime) -> None:
    """An offer waits for nobody any more."""
    operations.settle(f"offer:{data['hand_over']}", now=now)


@outbox.subscribe("ticket.heard", "notices.heard")
def heard(event: Event, data: dict[str, Any], *, now: datetime) -> None:
    """Tell who owns a ticket that the client spoke, unless they wrote it down themselves."""
    ticket = Ticket.objects.filter(pk=event.subject_id).first()
    if ticket is None or ticket.owner_id == event.actor_id:
        return
    author = Message.objects.filter(event=event).values_list("author_id", flat=True).first()
    news = News("spoke", f"spoke:{ticket.pk}", ticket.pk, author or event.actor_id)
    operations.tell(ticket.owner_id, news, now=event.at)


@outbox.subscribe("ticket.noted", "notices.noted")
@outbox.subscribe("ticket.replied", "notices.replied")
def noted(event: Event, data: dict[str, Any], *, now: datetime) -> None:
    """Tell whoever is mentioned in a note, or in what one of us writes to the client."""
    text = Message.objects.filter(event=event).values_list("text", flat=True).first() or ""
    if "@" not in text:
        return
    names = dict(identity.working_members().values_list("pk", "name"))
    news = News("mentioned", f"mention:{event.pk}", event.subject_id, event.actor_id, once=True)
    for person in sorted(mentioned(text, names)):
        operations.tell(person, news, now=event.at)


@outbox.subscribe("proposal.answered", "notices.proposal_answered")
def proposal_answered(event: Event, data: dict[str, Any], *, now: datetime) -> None:
    """Tell who asked for another date, and who owes it, what the creditor said."""
    rows = Proposal.objects.select_related("commitment").filter(uid=data["proposal"], commitment__isnull=False)
    row = rows.first()
    if row is None or row.commitment is None or data.get("answer") not in ("yes", "no"):
        return
    about: dict[str, int | str] = {"commitment": row.commitment.pk, "what": row.commitment.what}
    by = row.answered_by_id or event.actor_id
    news = News(f"said {data['answer']}", f"proposal:{row.pk}", event.subject_id, by, about, once=True)
    for person in {row.made_by_id, row.commitment.owner_id} - {event.actor_id}:
        operations.tell(person, news, now=event.at)


@outbox.subscribe("ticket.closed", "notices.closed")
@outbox.subscribe("ticket.confirmed", "notices.confirmed")
@outbox.subscribe("ticket.reopened", "notices.reopened")
def ended(event: Event, data: dict[str, Any], *, now: datetime) -> None:
    """Tell who owns a ticket that somebody else closed it or opened it again; what closes by itself is no news."""
    if event.actor_id is None:
        return
    kind = "reopened" if event.kind == "ticket.reopened" else "closed"
    owner = Ticket.objects.filter(pk=event.subject_id).values_list("owner_id", flat=True).first()
    operations.tell(owner, News(kind, f"{kind}:{event.subject_id}", event.subject_id, event.actor_id), now=event.at)


@task()
def look() -> int:
    """Tell of what no event says: a promise that is soon due, a mailbox that is down; return how many were told.

    What was put off until now comes back."""
    now = clock.now()
    operations.wake(now=now)
    return sum(operations.tell(person, news, now=now) for person, news in sources.by_the_clock(now))


@task()
def mail() -> int:
    """Write to everybody whose mail is due; return how many."""
    return operations.mail_all(now=clock.now())


@task()
def forget() -> int:
    """Forget what was read long ago; return how many."""
    return operations.forget_old(now=clock.now())


def _promise(data: dict[str, Any]) -> dict[str, int | str]:
    return {} if data.get("commitment") is None else {"commitment": data["commitment"]}


schedule.every(timedelta(minutes=1), look, name="notices.look")
schedule.every(timedelta(minutes=1), mail, name="notices.mail")
schedule.every(timedelta(days=1), forget, name="notices.forget", offset=timedelta(hours=2, minutes=30))
