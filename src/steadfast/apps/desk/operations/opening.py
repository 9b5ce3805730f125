"""Open a ticket: its subject on the client's chain, and what the agreement in force promises on it.

Where nothing was agreed nothing is promised, and the ticket says so. Until somebody takes it the duty owner answers.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from steadfast.apps.agreements import queries as agreements
from steadfast.apps.agreements.queries import Choice
from steadfast.apps.clients.models import Client
from steadfast.apps.commitments import operations as register
from steadfast.apps.commitments.models import Terms as TermsRow
from steadfast.apps.commitments.operations import Draft
from steadfast.apps.desk import queries
from steadfast.apps.desk.models import Message, SentForm, Ticket
from steadfast.apps.desk.operations import attaching, sent_forms
from steadfast.apps.desk.operations.attaching import Files
from steadfast.apps.desk.operations.holding import UNSEEN, Seen, fact
from steadfast.apps.desk.operations.succeeding import refuse_to_follow, told_to_the_followed
from steadfast.apps.identity import queries as identity
from steadfast.apps.identity.models.party import PRACTICE_ID
from steadfast.domain.commitment import clauses
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.domain.commitment.stamp import stamp
from steadfast.domain.commitment.terms import Terms
from steadfast.domain.language import say
from steadfast.domain.service_level.priority import priority
from steadfast.domain.working_time import Hours
from steadfast.foundation import events
from steadfast.foundation.actor import Actor
from steadfast.foundation.events import NewEvent
from steadfast.foundation.models import Event
from steadfast.foundation.subjects import open_subject

KIND = "ticket"
OUTCOMES = {
    "first response": "Answer {client}: {title}",
    "resolution": "{client}: {title}",
    "next update": "Tell {client} how it stands: {title}",
}
LONGEST_TITLE = LONGEST_WHAT = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What a new ticket says; its site and contact are the client's. Without a team the first one takes it."""

    client_id: int
    title: str
    text: str = ""
    kind: str = "incident"
    impact: int = 3
    urgency: int = 2
    channel: str = ""
    category: str = ""
    contact_id: int | None = None
    site_id: int | None = None
    team_id: int | None = None
    follows_id: int | None = None
    files: Files = ()


@transaction.atomic
def open_ticket(
    opening: Opening, *, since: datetime | None = None, seen: Seen = UNSEEN, actor: Actor, now: datetime
) -> Ticket:
    """Open it and return it. A form that was sent twice gives back the ticket of the first time.

    `since`: when the client said it, where that was before; from then on its promises count.
    """
    clients = Client.objects.select_for_update(of=("self",), no_key=True)  # two sendings of one form queue here
    client = clients.get(pk=opening.client_id)
    before = sent_forms.ticket_of(seen.key)
    if before is not None:
        return before
    _belongs(opening)
    begun = since or now
    chosen = agreements.choose(client, begun, site=opening.site_id, service=opening.category)
    ticket = _ticket(opening, client, chosen, now, begun)
    drafts = promises(ticket, begun)
    ticket.next_due_at = min((draft.stamp.due_at for draft in drafts), default=None)
    ticket.save(force_insert=True)
    if seen.key is not None:
        SentForm.objects.create(key=seen.key, ticket=ticket, at=now)
    _, promised = register.write(ticket.subject, drafts, now=now)
    told = [_opened(ticket, opening, chosen, begun), *told_to_the_followed(ticket, now), *promised]
    opened, *_ = events.append_many(told, actor=actor, now=now)
    if opening.text or opening.files:
        _say(ticket, opening, opened)
    return ticket


def _belongs(opening: Opening) -> None:
    """Refuse a contact or a site of somebody else, and a title that no list could show."""
    if not opening.title.strip() or len(opening.title) > LONGEST_TITLE:
        raise Refused(say("A ticket needs a title of 1 to %(most)s characters.", most=LONGEST_TITLE))
    if opening.contact_id and not identity.belongs(opening.contact_id, party=opening.client_id):
        raise Refused(say("That contact belongs to another client."))
    if opening.site_id and not Client.objects.filter(pk=opening.client_id, sites=opening.site_id).exists():
        raise Refused(say("That site belongs to another client."))
    if opening.follows_id is not None:
        refuse_to_follow(opening.follows_id, opening.client_id)


def _ticket(opening: Opening, client: Client, chosen: Choice | None, now: datetime, begun: datetime) -> Ticket:
    """Return the ticket on its new subject, not written yet."""
    team = identity.team(opening.team_id) if opening.team_id else identity.first_team()
    if team is None:
        raise Refused(say("There is no team yet; make one with a duty owner, who answers for what nobody has taken."))
    return Ticket(
        subject=open_subject(KIND, opening.title, client.chain_id),
        kind=opening.kind,
        client=client,
        site_id=opening.site_id,
        follows_id=opening.follows_id,
        contact_id=opening.contact_id,
        team=team,
        owner=identity.duty_owner_of(team, now),
        agreement_version=chosen.version if chosen else None,
        impact=opening.impact,
        urgency=opening.urgency,
        priority=priority(opening.impact, opening.urgency),
        channel=opening.channel,
        category=opening.category,
        state="new",
        opened_at=begun,
        last_said_at=begun,
        last_said_by="client",
    )


def _opened(ticket: Ticket, opening: Opening, chosen: Choice | None, now: datetime) -> NewEvent:
    """Return what records the opening."""
    body = {
        "number": ticket.subject.number,
        "kind": ticket.kind,
        "impact": ticket.impact,
        "urgency": ticket.urgency,
        "priority": ticket.priority,
        "channel": ticket.channel,
        "contact": ticket.contact_id,
        "site": ticket.site_id,
        "team": ticket.team_id,
        "owner": ticket.owner_id,
        "agreement": ticket.agreement_version_id,
        "follows": ticket.follows_id,
        "category": ticket.category,
        "chosen": {"name": chosen.version.agreement.name, "by": chosen.by, "over": chosen.over} if chosen else None,
    }
    private = {"title": opening.title, "text": opening.text, **attaching.names(opening.files)}
    return fact(ticket, "ticket.opened", now, body | attaching.body(opening.files), private)


def _say(ticket: Ticket, opening: Opening, opened: Event) -> None:
    """Write what the client said as the first message, with their files."""
    said = {"author_id": ticket.contact_id, "text": opening.text, "files": len(opening.files)}
    message = Message.objects.create(ticket=ticket, kind="heard", at=opened.at, event=opened, **said)
    if opening.files:
        attaching.attach(message, opening.files)


def promises(ticket: Ticket, now: datetime, starts: str = "opened") -> list[Draft]:
    """Return what the ticket's agreement promises from now on at its priority: nothing where it has no target.

    `starts` names what happened: of the clauses only those whose clock it starts promise anything.
    """
    version = ticket.agreement_version
    if version is None:
        return []
    agreed = clauses.read(version.body)
    found = [agreed.terms(kind, ticket.priority) for kind in OUTCOMES]
    begun = [terms for terms in found if terms is not None and terms.starts == starts]
    if not begun:
        return []
    calendar = agreements.current_version(version.calendar)
    hours, rows = agreements.hours_of(calendar), register.settle_all(begun, calendar, version)
    return [_promise(ticket, terms, row, hours, now) for terms, row in zip(begun, rows, strict=True)]


def _promise(ticket: Ticket, terms: Terms, row: TermsRow, hours: Hours, now: datetime) -> Draft:
    return Draft(
        kind=terms.kind,
        what=OUTCOMES[terms.kind].format(client=ticket.client.name, title=ticket.subject.title)[:LONGEST_WHAT],
        debtor_id=PRACTICE_ID,
        creditor_id=ticket.client_id,
        creditor_person_id=ticket.contact_id,
        client_id=ticket.client_id,
        owner_id=queries.answerable(ticket, now),
        team_id=ticket.team_id,
        priority=ticket.priority,
        terms=row,
        promised_at=now,
        stamp=stamp(terms, hours, now),
    )
