"""How a ticket came together with others, in words, each as the rest of a sentence that begins with who did it."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from steadfast.apps.desk.queries import links

KINDS = ("ticket.absorbed", "ticket.gave_back", "ticket.split", "ticket.linked", "ticket.unlinked")


def told(kind: str, data: Mapping[str, Any], ticket_id: int | None) -> str:
    """Return the words of an event; links are told as the ticket with this key reads them. "" for an erased one."""
    if not data:
        return ""
    if kind in ("ticket.linked", "ticket.unlinked"):
        return _linked(kind, data, first=data["from"] == ticket_id)
    named = {"number": data["number"]}
    if kind == "ticket.absorbed":
        return _("merged T-%(number)s into it") % named
    if kind == "ticket.gave_back":
        return _("took T-%(number)s apart again") % named
    return _("split T-%(number)s from it") % named


def _linked(kind: str, data: Mapping[str, Any], *, first: bool) -> str:
    number = data["to_number"] if first else data["from_number"]
    named = {"how": links.words_of(data["kind"], first=first), "number": number}
    if kind == "ticket.unlinked":
        return _("took a link away: it %(how)s T-%(number)s") % named
    return _("linked it: it %(how)s T-%(number)s") % named
