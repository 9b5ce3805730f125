"""Make, change and remove canned replies. Who may share one with everybody is the view's to say."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from steadfast.apps.desk.models import CannedReply
from steadfast.apps.desk.queries import canned
from steadfast.domain.commitment.lifecycle import Refused
from steadfast.foundation import events
from steadfast.foundation.actor import Actor
from steadfast.foundation.models import PRACTICE_CHAIN
from steadfast.foundation.seen import refuse_stale


@dataclass(frozen=True, slots=True, kw_only=True)
class Canned:
    """A canned reply as it shall be; without an owner it is everybody's."""

    name: str
    text: str
    owner_id: int | None = None
    team_id: int | None = None


@transaction.atomic
def make_canned(said: Canned, *, actor: Actor, now: datetime) -> CannedReply:
    """Keep a new reply."""
    _refuse(said, None)
    row = CannedReply(changed_at=now)
    _write(row, said, "canned_reply.made", actor=actor, now=now)
    return row


@transaction.atomic
def change_canned(reply_id: int, said: Canned, *, seen: str = "", actor: Actor, now: datetime) -> None:
    """Give it these words. Raise Stale when it is not the one that was `seen`."""
    row = CannedReply.objects.select_for_update(no_key=True).get(pk=reply_id)
    refuse_stale(seen, present(row))
    _refuse(said, reply_id)
    row.changed_at = now
    _write(row, said, "canned_reply.changed", actor=actor, now=now)


@transaction.atomic
def remove_canned(reply_id: int, *, actor: Actor, now: datetime) -> None:
    """Remove it; what was sent with its words stays as it was sent."""
    row = CannedReply.objects.select_for_update(no_key=True).filter(pk=reply_id).first()
    if row is not None:
        _record("canned_reply.removed", row, actor=actor, now=now)
        row.delete()


def present(row: CannedReply) -> dict[str, Any]:
    """Return what a form shows of it."""
    return {"name": row.name, "text": row.text, "shared": row.owner_id is None, "team": row.team_id or ""}


def _refuse(said: Canned, reply_id: int | None) -> None:
    wrong = canned.unknown(said.text)
    if wrong:
        raise Refused(_("There is no such variable: %(names)s.") % {"names": ", ".join(wrong)})
    same = CannedReply.objects.filter(owner_id=said.owner_id, name__iexact=said.name).exclude(pk=reply_id or 0)
    if same.exists():
        raise Refused(_("Another canned reply is called “%(name)s”.") % {"name": said.name})


def _write(row: CannedReply, said: Canned, kind: str, *, actor: Actor, now: datetime) -> None:
    row.name, row.text, row.owner_id, row.team_id = said.name, said.text, said.owner_id, said.team_id
    row.save()
    _record(kind, row, actor=actor, now=now)


def _record(kind: str, row: CannedReply, *, actor: Actor, now: datetime) -> None:
    data = {"canned_reply": row.pk, "name": row.name, "owner": row.owner_id, "team": row.team_id}
    told = events.NewEvent(PRACTICE_CHAIN, kind, now, None, data, None, {"text": row.text})
    events.append(told, actor=actor, now=now)
