"""What our API is asked, by a token as a program has it: pages of 25 tickets, one ticket, new ones, replies."""

from datetime import timedelta
from typing import Any

from django.db.models import Count
from django.test import Client as Browser

from steadfast.apps.api.operations import make_token, pace
from steadfast.apps.desk.models import Ticket
from steadfast.apps.identity import queries as identity
from steadfast.config.bench.measuring import Ask, Page
from steadfast.config.bench.operations import People
from steadfast.config.bench.pages import SAID
from steadfast.config.bench.pages_alike import BUSY, REPLY
from steadfast.foundation import clock

ROWS = 25
DEEP = 60  # pages behind the first one
LIST = f"/api/v1/tickets?limit={ROWS}"
SCOPES = ("tickets:read", "tickets:write", "notes")


def program(people: People) -> Browser:
    """Return a client with a token of the account that works; a bench asks faster than a program may."""
    pace.LIMIT = 10**9
    now = clock.now()
    account = identity.account(people.account.pk)
    assert account is not None
    actor = identity.actor_of_user(account)
    _, secret = make_token("bench", SCOPES, now + timedelta(days=1), actor=actor, now=now)
    return Browser(SERVER_NAME="localhost", headers={"Authorization": f"Bearer {secret}"})


def pages(people: People, browser: Browser, forms: int) -> list[Page]:
    """Return what is asked; tickets are made by `forms` different bodies, as many are replied to."""
    busy = people.clients[BUSY]
    found = Ticket.objects.filter(state="in progress").order_by("-opened_at").values_list("subject__number", flat=True)
    said = found.annotate(said=Count("messages")).filter(said=SAID)[:forms]
    return [
        Page("api_list_first", [Ask(f"{LIST}&state=all")]),
        Page("api_list_deep", [Ask(_deep(browser, f"{LIST}&state=all"))]),
        Page("api_list_waiting", [Ask(f"{LIST}&state=open")]),
        Page("api_detail", [Ask(f"/api/v1/tickets/{number}") for number in found[:20]]),
        Page("api_create", [Ask("/api/v1/tickets", body=_new(busy, place)) for place in range(forms)]),
        Page("api_reply", [Ask(f"/api/v1/tickets/{number}/replies", body={"text": REPLY}) for number in said]),
    ]


def _deep(browser: Browser, path: str) -> str:
    start = path
    for _ in range(DEEP):
        following = browser.get(start).json()["next"]
        if following is None:
            break
        start = f"{path}&cursor={following}"
    return start


def _new(client: Any, place: int) -> dict[str, Any]:
    return {"client": client.pk, "title": f"Printer on the second floor, number {place}", "text": REPLY, "urgency": 3}
