"""What somebody does on a ticket: an act is a function of the ticket, what was typed, and who, when, what was seen."""

from typing import Any

from steadfast.apps.desk import operations
from steadfast.apps.desk.models import Ticket
from steadfast.apps.desk.views.acting import act
from steadfast.domain.language import say
from steadfast.domain.service_level.priority import priority


@act("reply", "tickets.work")
def reply(ticket: Ticket, typed: dict[str, Any], by: dict[str, Any]) -> str:
    said = {"text": typed["text"], "files": typed["attached"]}
    operations.reply(ticket.pk, next_update_at=typed["next_update_at"], minutes=typed["spent"], **said, **by)
    return ""


@act("note", "tickets.note")
def note(ticket: Ticket, typed: dict[str, Any], by: dict[str, Any]) -> str:
    operations.note(ticket.pk, text=typed["text"], files=typed["attached"], minutes=typed["spent"], **by)
    return ""


@act("wait", "tickets.work")
def wait(ticket: Ticket, typed: dict[str, Any], by: dict[str, Any]) -> str:
    on = typed["on_person"] or (ticket.contact_id if typed["reason"] == "client" else None)
    operations.wait(
        ticket.pk,
        reason=typed["reason"],
        words=typed["words"],
        expires_at=typed["expires_at"],
        on_person_id=on,
        supplier=typed["supplier"] if typed["reason"] == "supplier" else "",
        remind_at=typed["remind_at"],
        text=typed["text"],
        files=typed["attached"],
        minutes=typed["spent"],
        **by,
    )
    return ""


@act("end_wait", "tickets.work")
def end_wait(ticket: Ticket, typed: dict[str, Any], by: dict[str, Any]) -> str:
    operations.end_wait(ticket.pk, **by)
    return ""


@act("hear", "tickets.work")
def hear(ticket: Ticket, typed: dict[str, Any], by: dict[str, Any]) -> str:
    operations.hear(
        ticket.pk,
        text=typed["text"],
        files=typed["attached"],
        by_person_id=typed["by_person"],
        how=typed["how"] or "phone",
        answered=typed["answered"],
        minutes=typed["spent"],
        **by,
    )
    return ""


@act("promise", "tickets.work")
def promise(ticket: Ticket, typed: dict[str, Any], by: dict[str, Any]) -> str:
    said = {"what": typed["what"], "visit": typed["visit"]}
    operations.promise(ticket.pk, due_at=typed["due_at"], **said, **by)
    if typed["visit"]:
        return say("It stands on the board, and on Today until you mark it kept: you are there.")
    return say("It stands on Today until you keep it.")


@act("yes", "tickets.work")
def say_yes(ticket: Ticket, typed: dict[str, Any], by: dict[str, Any]) -> str:
    operations.say_yes(ticket.pk, due_at=typed["yes_at"], **by)
    return say("%(name)s owes us that now.", name=ticket.client.name)


@act("supplier", "tickets.work")
def supplier_promised(ticket: Ticket, typed: dict[str, Any], by: dict[str, Any]) -> str:
    said = {"words": typed["supplier_words"], "supplier": typed["supplier"]}
    operations.supplier_promised(ticket.pk, due_at=typed["yes_at"], **said, **by)
    return say("It stands behind our own promise now.")


@act("again", "tickets.work")
def ask_again(ticket: Ticket, typed: dict[str, Any], by: dict[str, Any]) -> str:
    operations.ask_again(ticket.pk, words=typed["asked_words"], **by)
    return say("Noted on %(label)s.", label=ticket.subject.label)


@act("keep", "tickets.work")
def keep(ticket: Ticket, typed: dict[str, Any], by: dict[str, Any]) -> str:
    operations.keep_word(ticket.pk, typed["commitment_id"], **by)
    return ""


@act("take", "tickets.work")
def take(ticket: Ticket, typed: dict[str, Any], by: dict[str, Any]) -> str:
    operations.take(ticket.pk, **by)
    return say("%(label)s is yours, with all that we owe on it.", label=ticket.subject.label)


@act("resolve", "tickets.work")
def resolve(ticket: Ticket, typed: dict[str, Any], by: dict[str, Any]) -> str:
    said = {"text": typed["text"], "files": typed["attached"], "minutes": typed["spent"]}
    operations.resolve(ticket.pk, in_spite=typed["in_spite"], **said, **by)
    return ""


@act("confirm", "tickets.work")
def confirm(ticket: Ticket, typed: dict[str, Any], by: dict[str, Any]) -> str:
    operations.confirm(ticket.pk, **by)
    return say("%(label)s is closed.", label=ticket.subject.label)


@act("close", "tickets.work")
def close(ticket: Ticket, typed: dict[str, Any], by: dict[str, Any]) -> str:
    operations.close(ticket.pk, **by)
    return say("%(label)s is closed.", label=ticket.subject.label)


@act("reopen", "tickets.work")
def reopen(ticket: Ticket, typed: dict[str, Any], by: dict[str, Any]) -> str:
    operations.reopen(ticket.pk, reason=typed["reason_text"], **by)
    return say("%(label)s is open again.", label=ticket.subject.label)


@act("priority", "tickets.work")
def reprioritize(ticket: Ticket, typed: dict[str, Any], by: dict[str, Any]) -> str:
    to = {"impact": typed["impact"], "urgency": typed["urgency"]}
    operations.reprioritize(ticket.pk, **to, reason=typed["reason_text"], **by)
    return say("%(label)s is %(priority)s now.", label=ticket.subject.label, priority=priority(**to))
