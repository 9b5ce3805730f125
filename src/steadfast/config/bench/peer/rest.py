"""What django-helpdesk's REST API is asked: the same as ours, a page of 25 tickets, one ticket, a new one, a reply."""

from typing import Any

from django.db.models import Count

from steadfast.config.bench.measuring import Ask, Page
from steadfast.config.bench.pages_alike import BUSY, REPLY
from steadfast.config.bench.peer.operations import model

ROWS = 25
DEEP = 60  # pages behind the first one


def pages(technician: Any, forms: int) -> list[Page]:
    """Return what is asked; tickets are made by `forms` different bodies."""
    tickets = model("Ticket").objects
    said = tickets.filter(status=1).annotate(said=Count("followup")).filter(said=5).order_by("-created")
    busy = model("Queue").objects.order_by("id")[BUSY]
    return [
        Page("api_list_first", [Ask(f"/api/tickets/?page_size={ROWS}")]),
        Page("api_list_deep", [Ask(f"/api/tickets/?page_size={ROWS}&page={min(DEEP, tickets.count() // ROWS)}")]),
        Page("api_list_waiting", [Ask(f"/api/tickets/?page_size={ROWS}&status=1")]),
        Page("api_detail", [Ask(f"/api/tickets/{row.pk}/") for row in said[:20]]),
        Page("api_create", [Ask("/api/tickets/", body=_new(busy, place)) for place in range(forms)]),
        Page("api_reply", [Ask("/api/followups/", body=_reply(row, technician)) for row in said[:forms]]),
    ]


def _new(queue: Any, place: int) -> dict[str, Any]:
    return {
        "queue": queue.pk,
        "title": f"Printer on the second floor, number {place}",
        "description": REPLY,
        "submitter_email": "contact1@client003.example",
        "priority": 4,
    }


def _reply(row: Any, technician: Any) -> dict[str, Any]:
    return {"ticket": row.pk, "user": technician.pk, "title": "Comment", "comment": REPLY, "public": True}
