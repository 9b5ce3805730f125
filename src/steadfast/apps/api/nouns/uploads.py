"""Files with what is said on a ticket: the same three acts as without, sent as a form of several parts."""

from typing import Any

from django.core.exceptions import ValidationError
from ninja import File, Form, Router, Schema
from ninja.files import UploadedFile

from steadfast.apps.api.nouns import ticket_acts
from steadfast.apps.api.nouns.ticket_acts import AT, Said
from steadfast.apps.api.nouns.tickets import TicketOut
from steadfast.apps.api.serving.answers import Told
from steadfast.apps.api.serving.routes import writes
from steadfast.apps.desk import operations
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.foundation.access import Request
from steadfast.foundation.files.fields import FilesField
from steadfast.foundation.files.store import Arrived

routes = Router(tags=["tickets"])
END = "/files"  # of the addresses that take them


class WithText(Schema):
    """What is said beside the files."""

    text: str = Said


@writes(routes, f"{AT}/replies{END}", "tickets.work", TicketOut, status=201)
def reply_with_files(request: Request, number: int, typed: Form[WithText], files: File[list[UploadedFile]]) -> Told:
    """Say something to the client with files: at most 10 of 25 MB each, every part of the form named "files"."""
    ticket_acts.refuse_unfilled(typed.text)
    return ticket_acts.did(request, number, operations.reply, 201, text=typed.text, files=_arrived(files))


@writes(routes, f"{AT}/notes{END}", "tickets.note", TicketOut, status=201)
def note_with_files(request: Request, number: int, typed: Form[WithText], files: File[list[UploadedFile]]) -> Told:
    """Write a note inside with files; the client sees neither."""
    return ticket_acts.did(request, number, operations.note, 201, text=typed.text, files=_arrived(files))


@writes(routes, f"{AT}/heard{END}", "tickets.work", TicketOut, status=201)
def hear_with_files(request: Request, number: int, typed: Form[WithText], files: File[list[UploadedFile]]) -> Told:
    """Record what the client said and sent, as their mail: it ends a wait for them."""
    return ticket_acts.did(request, number, operations.hear, 201, text=typed.text, how="mail", files=_arrived(files))


def _arrived(files: list[Any]) -> list[Arrived]:
    """Return the files where each is whole, small enough and readable; the rules are those of the pages."""
    try:
        return FilesField().clean(files)
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from error
