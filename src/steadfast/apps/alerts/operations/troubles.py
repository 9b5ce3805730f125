"""The ticket of a trouble: opened with its alerts, told of more, opened again when one returns."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db.models import Q

from steadfast.apps.alerts.models import Alert, AlertSource, Trouble
from steadfast.apps.alerts.operations.book import notice_of
from steadfast.apps.clients.models import Client
from steadfast.apps.desk import operations as desk
from steadfast.apps.desk.models import Ticket
from steadfast.apps.desk.queries.tickets import UNRESOLVED
from steadfast.domain.alerts import wording
from steadfast.domain.alerts.gathering import Open
from steadfast.domain.alerts.notice import SEVERITIES, Notice
from steadfast.foundation.actor import Actor

IMPACT = 2  # of a team: what a monitored machine is for, as a rule
URGENCIES = {"critical": 1, "warning": 2, "info": 3}


def open_now(clients: Iterable[int]) -> list[Open]:
    """Return the troubles of some clients on whose ticket somebody still works, with their hosts."""
    worked = Q(ticket__state__in=UNRESOLVED) | Q(ticket__merged_into__state__in=UNRESOLVED)
    rows = list(Trouble.objects.filter(worked, client__in=set(clients)).order_by("pk"))
    hosts: dict[int, set[str]] = {row.pk: set() for row in rows}
    for key, host in Alert.objects.filter(trouble__in=rows).exclude(host="").values_list("trouble_id", "host"):
        hosts[key or 0].add(host)
    return [
        Open(row.pk, row.source_id, row.client_id, row.site_id, frozenset(hosts[row.pk]), row.joined_at) for row in rows
    ]


def begin(
    source: AlertSource, alerts: Sequence[Alert], *, follows: int | None, since: datetime, actor: Actor, now: datetime
) -> Trouble:
    """Open a ticket for some alerts of one client; raise Refused where the desk refuses it."""
    told, worst = _told(alerts), _worst(alerts)
    client = Client.objects.get(pk=alerts[0].client_id)
    opening = desk.Opening(
        client_id=client.pk,
        title=wording.title(client.name, told),
        text=wording.listing(told),
        impact=IMPACT,
        urgency=urgency(source, worst),
        channel="alert",
        site_id=alerts[0].site_id,
        team_id=source.team_id,
        follows_id=follows,
    )
    ticket = desk.open_ticket(opening, since=since, actor=actor, now=now)
    return Trouble.objects.create(
        ticket=ticket, source=source, client=client, site_id=alerts[0].site_id, worst=worst, joined_at=now
    )


def join(source: AlertSource, trouble: Trouble, alerts: Sequence[Alert], *, actor: Actor, now: datetime) -> None:
    """Tell the ticket of a trouble that more alerts belong to it, and how urgent it is by the worst of them."""
    standing, told = _standing(trouble), _told(alerts)
    count = "One more alert:" if len(told) == 1 else f"{len(told)} more alerts:"
    desk.note(standing.pk, text=f"{count}\n{wording.listing(told)}", actor=actor, now=now)
    worst = _worst(alerts)
    if SEVERITIES.index(worst) < SEVERITIES.index(trouble.worst):
        trouble.worst = worst
        wanted = urgency(source, worst)
        if wanted < standing.urgency:
            reason = f"An alert that is {worst} joined it."
            desk.reprioritize(standing.pk, impact=standing.impact, urgency=wanted, reason=reason, actor=actor, now=now)
    trouble.joined_at, trouble.settled_at = now, None
    trouble.save(update_fields=["worst", "joined_at", "settled_at"])


def go_on(trouble: Trouble, alerts: Sequence[Alert], *, actor: Actor, now: datetime) -> None:
    """Take up the ticket again, on which some alerts fire anew: reopen what was resolved, tell where all was well."""
    standing = _standing(trouble)
    words = f"It fires again:\n{wording.listing(_told(alerts))}"
    if standing.state not in UNRESOLVED:
        desk.reopen(standing.pk, reason=words, actor=actor, now=now)
    elif trouble.settled_at is not None:
        desk.note(standing.pk, text=words, actor=actor, now=now)
    trouble.settled_at = None
    trouble.save(update_fields=["settled_at"])


def urgency(source: AlertSource, severity: str) -> int:
    """Return how urgent an alert of a severity is to a source."""
    return source.urgencies.get(severity) or URGENCIES[severity]


def _standing(trouble: Trouble) -> Ticket:
    ticket = Ticket.objects.select_related("merged_into").get(pk=trouble.pk)
    return ticket.merged_into or ticket


def _told(alerts: Sequence[Alert]) -> list[Notice]:
    return [notice_of(row) for row in alerts]


def _worst(alerts: Sequence[Alert]) -> str:
    return min((row.severity for row in alerts), key=SEVERITIES.index)
