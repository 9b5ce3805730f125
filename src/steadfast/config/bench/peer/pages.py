"""The pages of django-helpdesk that are measured. Its list is two requests: the page, then its rows as JSON."""

import json
from base64 import b64encode
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count

from steadfast.config.bench.measuring import Ask, Page
from steadfast.config.bench.pages_alike import BUSY, REPLY
from steadfast.config.bench.peer.operations import model

UNFINISHED = {"status__in": [1, 2]}
ROWS = 25


def pages(technician: Any, forms: int) -> list[Page]:
    """Return the pages; those that are forms come with `forms` different ones."""
    tickets = model("Ticket").objects
    busy = model("Queue").objects.order_by("id")[BUSY]
    last = tickets.filter(status__in=[1, 2]).count() // ROWS * ROWS
    return [
        _list("list_first", UNFINISHED),
        _list("list_deep", UNFINISHED, start=min(last, 60 * 30)),
        _list("list_all_deep", {}, start=60 * 30),
        _list("list_client", {**UNFINISHED, "queue__id__in": [busy.pk]}),
        _list("list_owner", {**UNFINISHED, "assigned_to__id__in": [technician.pk]}),
        _list("list_priority", {**UNFINISHED, "priority__in": [2]}),
        Page("detail", [Ask(f"/tickets/{row.pk}/") for row in _with_five()[:20]]),
        Page("today", [Ask("/dashboard/")]),
        Page("report_month", [Ask("/reports/usermonth/")]),
        Page("report_client", [Ask("/reports/queuestatus/")]),
        Page("create", [_new(busy, place) for place in range(forms)]),
        Page("reply", [_reply(row) for row in _with_five().filter(assigned_to=technician)[:forms]]),
    ]


def _list(key: str, where: dict[str, Any], start: int = 0) -> Page:
    query = b64encode(json.dumps({"filtering": where, "sorting": "created", "search_string": ""}).encode()).decode()
    table = {"draw": 1, "start": start, "length": ROWS, "order[0][column]": 5, "order[0][dir]": "asc"}
    rows = Ask(f"/datatables_ticket_list/{query}?{urlencode(table)}")
    return Page(key, [Ask("/tickets/")], [rows])


def _with_five() -> Any:
    rows = model("Ticket").objects.filter(status=1, on_hold=False, assigned_to__isnull=False)
    return rows.annotate(said=Count("followup")).filter(said=5).order_by("-created")


def _new(queue: Any, place: int) -> Ask:
    form = {
        "queue": queue.pk,
        "title": f"Printer on the second floor, number {place}",
        "body": REPLY,
        "submitter_email": "contact1@client003.example",
        "priority": 4,
    }
    return Ask("/tickets/submit/", form)


def _reply(row: Any) -> Ask:
    form = {
        "comment": REPLY,
        "public": 1,
        "new_status": row.status,
        "title": row.title,
        "queue": row.queue_id,
        "priority": row.priority,
        "owner": row.assigned_to_id,
    }
    return Ask(f"/tickets/{row.pk}/update/", form)
