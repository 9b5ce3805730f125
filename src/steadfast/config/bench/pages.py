"""The pages of Steadfast that are measured, as a technician at work asks for them."""

import html
import re
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db.models import Count
from django.test import Client as Browser

from steadfast.apps.desk.models import Ticket
from steadfast.apps.identity.models import User
from steadfast.config.bench.measuring import Ask, Page, Unexpected
from steadfast.config.bench.operations import People
from steadfast.config.bench.pages_alike import BUSY, REPLY

DEEP = 60  # pages behind the first one
SAID = 6  # messages of a ticket: what it was opened with, and five more
NEXT = re.compile(r'rel="next" href="([^"]+)"')


def signed_in(account: User, backend: str) -> Browser:
    """Return a client of the whole program, its middleware and its forms' tokens, signed in."""
    free = {"search": "", "export": ""}  # a bench asks faster than a person
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, **free}
    browser = Browser(enforce_csrf_checks=True, SERVER_NAME="localhost")
    browser.force_login(account, backend=backend)
    return browser


def pages(people: People, browser: Browser, forms: int) -> list[Page]:
    """Return the pages; those that are forms come with `forms` different ones."""
    busy, me = people.clients[BUSY], people.technicians[0]
    browser.get(f"/tickets/new/?client={busy.pk}")  # brings the token
    return [
        _page("list_first", "/tickets/"),
        _page("list_deep", deep(browser, "/tickets/")),
        _page("list_all_deep", deep(browser, "/tickets/?state=all")),
        _page("list_client", f"/tickets/?client={busy.pk}"),
        _page("list_owner", "/tickets/?who=mine"),
        _page("list_priority", "/tickets/?priority=P2"),
        Page("detail", [Ask(f"/tickets/{number}/") for number, _ in _tickets(20, said=SAID)]),
        _page("today", "/"),
        _page("client", f"/clients/{busy.pk}/"),
        _page("report_month", "/scorecard/"),
        _page("report_client", "/scorecard/?group=client"),
        Page("create", [_new(people, place) for place in range(forms)]),
        Page("reply", [_reply(*ticket) for ticket in _tickets(forms, said__gte=SAID, owner_id=me.person_id)]),
    ]


def _page(key: str, path: str) -> Page:
    return Page(key, [Ask(path)])


def deep(browser: Browser, path: str) -> str:
    """Return the address of a page far behind, found as a reader would find it."""
    start = path
    for _ in range(DEEP):
        found = NEXT.search(browser.get(path).content.decode())
        if found is None and path == start:
            raise Unexpected(f"{path} leads to no further page")
        if found is None:
            return path
        path = start.partition("?")[0] + html.unescape(found[1])
    return path


def _tickets(count: int, **where: Any) -> list[tuple[int, int]]:
    """Return number and version of tickets in progress, those with fewest messages first, of these the newest."""
    rows = Ticket.objects.filter(state="in progress").annotate(said=Count("messages")).filter(**where)
    return list(rows.order_by("said", "-opened_at").values_list("subject__number", "version")[:count])


def _new(people: People, place: int) -> Ask:
    client, contact = people.clients[place], people.contacts[place][0]
    form = {
        "client": client.pk,
        "contact": contact.pk,
        "team": people.team.pk,
        "title": f"Printer on the second floor, number {place}",
        "text": REPLY,
        "kind": "incident",
        "impact": 3,
        "urgency": 2,
        "channel": "phone",
        "key": uuid4(),
    }
    return Ask("/tickets/new/", form)


def _reply(number: int, version: int) -> Ask:
    return Ask(f"/tickets/{number}/replies/", {"text": REPLY, "version": version, "key": uuid4()})
