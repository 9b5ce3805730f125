"""Writing the world into django-helpdesk: a queue for each client, which is its only boundary between clients."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from itertools import batched
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model

from steadfast.config.bench import world

STATUS = {"new": 1, "in progress": 1, "waiting": 1, "resolved": 3, "closed": 4}
CHUNK = 2000


def model(name: str) -> Any:
    """Return a model of django-helpdesk, which is not there to be imported when these lines are checked."""
    return apps.get_model("helpdesk", name)


def move_in() -> list[Any]:
    """Make queues and technicians; return the technicians. All are staff, so that each may see every queue."""
    for number in range(world.CLIENTS):
        model("Queue")(title=f"Client {number + 1:03}", slug=f"client{number + 1:03}").save()
    users: Any = get_user_model().objects
    return [
        users.create_user(f"technician{n + 1}", f"technician{n + 1}@bench.example", is_staff=True)
        for n in range(world.TECHNICIANS)
    ]


def bring_in(told: Iterable[world.Ticket], technicians: Sequence[Any]) -> None:
    """Write the tickets with what was said on them."""
    queues = list(model("Queue").objects.order_by("id"))
    for chunk in batched(told, CHUNK):
        rows = model("Ticket").objects.bulk_create(_ticket(ticket, queues, technicians) for ticket in chunk)
        said = [_said(row, ticket, said) for row, ticket in zip(rows, chunk, strict=True) for said in ticket.said]
        model("FollowUp").objects.bulk_create(said, batch_size=CHUNK)


def _ticket(ticket: world.Ticket, queues: Sequence[Any], technicians: Sequence[Any]) -> Any:
    return model("Ticket")(
        title=ticket.title,
        queue=queues[ticket.client],
        created=_instant(ticket.opened),
        modified=_instant(ticket.closed or ticket.resolved or ticket.said[-1].at),
        submitter_email=f"contact{ticket.contact + 1}@client{ticket.client + 1:03}.example",
        assigned_to=technicians[ticket.technician] if ticket.is_taken else None,
        status=STATUS[ticket.state],
        on_hold=ticket.state == "waiting",
        description=ticket.text,
        priority=int(ticket.priority[1]),
        secret_key="bench",
    )


def _said(row: Any, ticket: world.Ticket, said: world.Said) -> Any:
    return model("FollowUp")(
        ticket=row,
        date=_instant(said.at),
        title="Comment",
        comment=said.text,
        public=said.kind != "inside",
        user=None if said.kind == "heard" else row.assigned_to,
    )


def _instant(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
