"""What is done on a ticket. Each answers the ticket as it is then; If-Match refuses what was changed meanwhile."""

from typing import Any, Literal

from ninja import Field, Router

from steadfast.apps.api.nouns import tickets
from steadfast.apps.api.nouns.tickets import TicketOut
from steadfast.apps.api.serving.answers import Told, version_seen
from steadfast.apps.api.serving.routes import writes
from steadfast.apps.api.serving.shapes import Given, Id, Instant, Text, Words
from steadfast.apps.desk import operations, queries
from steadfast.apps.desk.operations import Seen
from steadfast.apps.desk.queries import canned
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.foundation import clock
from steadfast.foundation.access import Request

routes = Router(tags=["tickets"])
AT = "/tickets/{number:number}"
Said = Field(min_length=1, max_length=50_000, pattern=r"\S")


class Reply(Given):
    """What is said to the client, and when they hear from us next."""

    text: str = Said
    next_update_at: Instant | None = None


class Note(Given):
    """What stays inside."""

    text: str = Said


class Heard(Given):
    """What the client said. `answered`: it holds what we waited for."""

    text: str = Said
    by: Id | None = Field(None, description="the contact who said it; else that of the ticket")
    how: Literal["phone", "mail", "in person"] = "phone"
    answered: bool = True


class NewWait(Given):
    """What is waited for, until when at the latest; `text` is said to the client first."""

    reason: Literal["client", "supplier"]
    words: Words = Field(min_length=1, pattern=r"\S")
    expires_at: Instant
    remind_at: Instant | None = None
    on: Id | None = Field(None, description="the contact who is asked; else that of the ticket")
    supplier: str = Field("", max_length=200)
    text: Text = ""


class Resolution(Given):
    """What is said to the client with it. `in_spite`: why it is resolved although its checklist is not done."""

    text: Text = ""
    in_spite: Words = ""


class Reason(Given):
    """Why."""

    reason: Words = Field(min_length=1, pattern=r"\S")


class Priority(Reason):
    """Who is hindered, when it is needed, and why it changes."""

    impact: int = Field(ge=1, le=3)
    urgency: int = Field(ge=1, le=3)


class NewPromise(Given):
    """What we promise, and by when."""

    what: Words = Field(min_length=1, pattern=r"\S")
    due_at: Instant


@writes(routes, f"{AT}/replies", "tickets.work", TicketOut, status=201)
def reply_on_ticket(request: Request, number: int, typed: Reply) -> Told:
    """Say something to the client. It is the first response when none was."""
    refuse_unfilled(typed.text)
    return did(request, number, operations.reply, 201, text=typed.text, next_update_at=typed.next_update_at)


@writes(routes, f"{AT}/notes", "tickets.note", TicketOut, status=201)
def note_on_ticket(request: Request, number: int, typed: Note) -> Told:
    """Write a note inside; the client never sees it."""
    return did(request, number, operations.note, 201, text=typed.text)


@writes(routes, f"{AT}/heard", "tickets.work", TicketOut, status=201)
def hear_on_ticket(request: Request, number: int, typed: Heard) -> Told:
    """Record what the client said."""
    if typed.by is not None:
        _refuse_strangers(request, number, typed.by)
    said = {"text": typed.text, "by_person_id": typed.by, "how": typed.how, "answered": typed.answered}
    return did(request, number, operations.hear, 201, **said)


@writes(routes, f"{AT}/take", "tickets.work", TicketOut)
def take_ticket(request: Request, number: int) -> Told:
    """Answer for it from now on, and for all that we owe on it."""
    return did(request, number, operations.take)


@writes(routes, f"{AT}/wait", "tickets.work", TicketOut, status=201)
def wait_on_ticket(request: Request, number: int, typed: NewWait) -> Told:
    """Wait for the client or a supplier; what the agreement says pauses then does."""
    ticket = tickets.find(request, number)
    on = typed.on or (ticket.contact_id if typed.reason == "client" else None)
    if typed.on is not None:
        _refuse_strangers(request, number, typed.on)
    if typed.expires_at <= clock.now():
        raise Refused("A wait needs an end that lies ahead.")
    said = typed.dict(include={"reason", "words", "expires_at", "remind_at", "text"})
    supplier = typed.supplier if typed.reason == "supplier" else ""
    return did(request, number, operations.wait, 201, on_person_id=on, supplier=supplier, **said)


@writes(routes, f"{AT}/wait/end", "tickets.work", TicketOut)
def end_wait_on_ticket(request: Request, number: int) -> Told:
    """Stop waiting."""
    return did(request, number, operations.end_wait)


@writes(routes, f"{AT}/promises", "tickets.work", TicketOut, status=201)
def promise_on_ticket(request: Request, number: int, typed: NewPromise) -> Told:
    """Promise the client something by an instant; whoever's token it is owes it."""
    return did(request, number, operations.promise, 201, what=typed.what, due_at=typed.due_at)


@writes(routes, f"{AT}/priority", "tickets.work", TicketOut, method="PUT")
def change_priority(request: Request, number: int, typed: Priority) -> Told:
    """Change the priority; its due times are stamped anew, both kept. If-Match must say what was read."""
    version_seen(request, must=True)
    return did(
        request, number, operations.reprioritize, impact=typed.impact, urgency=typed.urgency, reason=typed.reason
    )


@writes(routes, f"{AT}/resolve", "tickets.work", TicketOut)
def resolve_ticket(request: Request, number: int, typed: Resolution) -> Told:
    """Resolve it; it waits for the client's yes until the confirmation window ends."""
    refuse_unfilled(typed.text)
    return did(request, number, operations.resolve, text=typed.text, in_spite=typed.in_spite)


@writes(routes, f"{AT}/confirm", "tickets.work", TicketOut)
def confirm_ticket(request: Request, number: int) -> Told:
    """Record the client's yes to the resolution; it is closed then."""
    return did(request, number, operations.confirm)


@writes(routes, f"{AT}/reopen", "tickets.work", TicketOut)
def reopen_ticket(request: Request, number: int, typed: Reason) -> Told:
    """Open it again within the window of confirmation; the same promises run on."""
    return did(request, number, operations.reopen, reason=typed.reason)


@writes(routes, AT + "/promises/{number:commitment_id}/keep", "tickets.work", TicketOut)
def keep_word_on_ticket(request: Request, number: int, commitment_id: int) -> Told:
    """Tick off a promise that no reply fulfills by itself."""
    return did(request, number, operations.keep_word, commitment_id=commitment_id)


def did(request: Request, number: int, does: Any, status: int = 200, /, **said: Any) -> Told:
    """Do one act on a ticket and return it as it is then."""
    ticket = tickets.find(request, number)
    does(ticket.pk, seen=Seen(version=version_seen(request)), actor=request.actor, now=clock.now(), **said)
    return Told(**{**_now(request, number), "status": status})


def _now(request: Request, number: int) -> dict[str, Any]:
    found = tickets.one(request, number)
    return {"body": found.body, "tag": found.tag}


def _refuse_strangers(request: Request, number: int, person_id: int) -> None:
    if person_id not in {person.pk for person in queries.contacts_of(tickets.find(request, number))}:
        raise Refused("That person is no contact of the client.")


def refuse_unfilled(text: str) -> None:
    """Refuse a text with a place that nobody filled in."""
    if left := canned.unfilled(text):
        raise Refused(f"{', '.join(left)} was not filled in.")
