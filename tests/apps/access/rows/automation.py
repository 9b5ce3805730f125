"""Addresses of the app automation, and what stands for the words in their braces."""

from datetime import date, time

from steadfast.apps.automation.models import CheckItem, Checklist, Recurrence, Rule, ServiceForm
from steadfast.apps.automation.operations import checking, checklists, forms, recurring
from steadfast.apps.automation.operations.checklists import Kept
from steadfast.apps.automation.operations.forms import Kept as FormKept
from steadfast.apps.automation.operations.recurring import Kept as RecurringKept
from steadfast.apps.automation.operations.rules import keeping
from steadfast.apps.automation.operations.rules.keeping import Kept as RuleKept
from steadfast.apps.clients.models import Client
from steadfast.apps.desk.models import Ticket
from steadfast.domain.automation import rules
from steadfast.domain.automation.questions import Question
from steadfast.domain.automation.rules import Asked, Done
from steadfast.foundation.actor import SYSTEM
from tests import cast, factories
from tests.apps.access.row import LEADERS, LEADERS_302, LEADERS_422, MEMBERS, WORKERS_302, WORKERS_422, Row

WORKERS = "200 200 200 403 403 403 403 in"

ROWS: list[Row] = [
    Row("/automation/", get=MEMBERS),
    Row("/automation/checklists/new/", get=LEADERS, post=LEADERS_422),
    Row("/automation/checklists/{checklist}/", get=LEADERS, post=LEADERS_422),
    Row("/automation/checklists/{checklist}/remove/", post=LEADERS_302),
    Row("/automation/recurring/new/", get=LEADERS, post=LEADERS_422),
    Row("/automation/recurring/{recurrence}/", get=MEMBERS),
    Row("/automation/recurring/{recurrence}/edit/", get=LEADERS, post=LEADERS_422),
    Row("/automation/recurring/{recurrence}/pause/", post=LEADERS_302),
    Row("/automation/recurring/{recurrence}/remove/", post=LEADERS_302),
    Row("/automation/rules/", get=MEMBERS),
    Row("/automation/rules/new/", get=LEADERS, post=LEADERS_422),
    Row("/automation/rules/log/", get=MEMBERS),
    Row("/automation/rules/{rule}/", get=MEMBERS),
    Row("/automation/rules/{rule}/edit/", get=LEADERS, post=LEADERS_422),
    Row("/automation/rules/{rule}/try/", post=LEADERS_302),
    Row("/automation/rules/{rule}/switch/", post=LEADERS_302),
    Row("/automation/rules/{rule}/move/", post=LEADERS_302),
    Row("/automation/rules/{rule}/remove/", post=LEADERS_302),
    Row("/automation/forms/new/", get=LEADERS, post=LEADERS_422),
    Row("/automation/forms/{form}/", get=LEADERS, post=LEADERS_422),
    Row("/automation/forms/{form}/ask/", get=MEMBERS, post=MEMBERS),  # it asks whose it is
    Row("/tickets/{ticket}/checklist/", get=WORKERS, post=WORKERS_422),
    Row("/tickets/{ticket}/checklist/{check}/", post=WORKERS_302),
    Row("/tickets/{ticket}/checklist/{check}/take-off/", post=WORKERS_302),
]


def words() -> dict[str, object]:
    """Make the rows that the addresses name."""
    kept = Kept(name="New starter", lines="Make the account\nShow them the portal")
    row: Checklist = checklists.keep(None, kept, actor=SYSTEM, now=factories.NOW)
    ticket = Ticket.objects.earliest("subject")
    checking.add(ticket.pk, row.pk, actor=SYSTEM, now=factories.NOW)
    said = {"checklist": row.pk, "check": CheckItem.objects.earliest("pk").pk}
    return {**said, "recurrence": recurrence(ticket.client).pk, "form": form().pk, "rule": rule().pk}


def rule(name: str = "Invoices", *, on: bool = False, **said: object) -> Rule:
    """Return a rule of Theo: what says "invoice" when it is opened becomes P4. Any part of Rule may differ."""
    theo = factories.member(cast.THEO)
    done = said.pop("done", Done(impact=3, urgency=3))
    body = {"when": "opened", "asked": Asked(words=("invoice",)), "done": done, **said}
    kept = RuleKept(name=name, owner_id=theo.pk, rule=rules.Rule(**body))  # type: ignore[arg-type]
    by = {"actor": factories.actor(theo), "now": factories.NOW}
    row = keeping.keep(None, kept, **by)  # type: ignore[arg-type]
    if on:
        keeping.try_out(row.pk, **by)  # type: ignore[arg-type]
        row = keeping.switch(row.pk, on=True, **by)  # type: ignore[arg-type]
    return row


def form(**said: object) -> ServiceForm:
    """Return the form by which a client says who starts when."""
    asked = [
        Question("", "Who starts", required=True),
        Question("", "First day", "date", required=True),
        Question("", "Where", "choice", choices=("Shop", "Bakery")),
    ]
    columns = {
        "name": "New starter",
        "intro": "Tell us a week before.",
        "kind": "request",
        "impact": 3,
        "urgency": 3,
        "category": "accounts",
        "team_id": factories.team().pk,
        "checklist_id": None,
        "needs_approval": False,
        **said,
    }
    kept = FormKept(columns=columns, questions=asked)
    return forms.keep(None, kept, actor=SYSTEM, now=factories.NOW)


def recurrence(client: Client, **other: object) -> Recurrence:
    """Return a recurring ticket of a client: every Monday at eight, from the second of March 2026."""
    columns = {
        "title": "Try a restore",
        "text": "Take last night’s backup.",
        "kind": "request",
        "impact": 3,
        "urgency": 3,
        "category": "backup",
        "team_id": factories.team().pk,
        "checklist_id": None,
        "unit": "week",
        "every": 1,
        "weekdays": [0],
        "monthday": 1,
        "at": time(8),
        "calendar_id": factories.calendar().calendar_id,
        "holiday": "after",
        "begins": date(2026, 3, 2),
        "ends": None,
        **other,
    }
    return recurring.keep(None, RecurringKept(columns=columns, client_ids=[client.pk]), actor=SYSTEM, now=factories.NOW)
