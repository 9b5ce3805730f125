"""What is known already when a mail arrives: that it is kept, what became of it, the same that came another way.

Each mail asks all of it, so each statement is put together once (foundation/prepared.py).
"""

from functools import cache

from django.db.models import Exists, OuterRef, QuerySet

from steadfast.apps.desk.models import Message
from steadfast.apps.mail.models import Incoming, Raw, Reference
from steadfast.foundation.prepared import Rows


def kept(box_id: int | None, **by: str) -> Raw | None:
    """Return the mail of a box, or of none, by its `key` or its `digest`."""
    ((column, value),) = by.items()
    box = {} if box_id is None else {"box": box_id}
    return next(iter(_kept(column, box_id is None).rows(**{column: value}, **box)), None)


@cache
def _kept(column: str, boxless: bool) -> Rows[Raw]:
    def build(box: int | None = None, **by: str) -> QuerySet[Raw]:
        rows = Raw.objects.filter(box=None) if box is None else Raw.objects.filter(box_id=box)
        return rows.filter(**by).order_by("pk")[:1]

    return Rows(build, [] if boxless else ["box"], words=[column])


def raw(raw_id: int) -> Raw:
    """Return a mail that is kept, with its box; raise Raw.DoesNotExist."""
    found = _raw().rows(raw=raw_id)
    if not found:
        raise Raw.DoesNotExist(f"there is no mail {raw_id}")
    return found[0]


@cache
def _raw() -> Rows[Raw]:
    rows = Raw.objects.select_related("box")
    return Rows(lambda raw: rows.filter(pk=raw), ["raw"])


def lock(raw_id: int) -> None:
    """Lock a mail for who reads it, until the transaction ends."""
    _locked().rows(raw=raw_id)


@cache
def _locked() -> Rows[int]:
    rows = Raw.objects.select_for_update(no_key=True)
    return Rows(lambda raw: rows.filter(pk=raw).values_list("pk", flat=True), ["raw"])


def became(raw_id: int) -> Incoming | None:
    """Return what became of a mail, None where nobody read it yet."""
    return next(iter(_became().rows(raw=raw_id)), None)


@cache
def _became() -> Rows[Incoming]:
    return Rows(lambda raw: Incoming.objects.filter(raw_id=raw), ["raw"])


def same(*, named: str, says: str, sender: str) -> Incoming | None:
    """Return the first mail of this name, these words and this sender, with its ticket's key alone."""
    return next(iter(_same().rows(named=named, says=says, sender=sender)), None)


@cache
def _same() -> Rows[Incoming]:
    rows = Incoming.objects.exclude(outcome="unreadable").order_by("pk").only("pk", "ticket_id")

    def build(named: str, says: str, sender: str) -> QuerySet[Incoming]:
        return rows.filter(named=named, says=says, sender=sender)[:1]

    return Rows(build, words=["named", "says", "sender"])


def is_ours(named: str) -> bool:
    """Tell whether we sent a message with a Message-ID of this digest."""
    return bool(named) and bool(_ours().rows(named=named))


@cache
def _ours() -> Rows[int]:
    rows = Reference.objects.filter(ours=True).values_list("pk", flat=True)
    return Rows(lambda named: rows.filter(named=named)[:1], words=["named"])


def just_heard(ticket_id: int) -> Message | None:
    """Return the newest that a client said on a ticket, unless it came by another mail."""
    newest = next(iter(_newest().rows(ticket=ticket_id)), None)
    return None if newest is None or newest.has_mail else newest  # type: ignore[attr-defined]


@cache
def _newest() -> Rows[Message]:
    rows = Message.objects.filter(kind="heard").order_by("-event_id")
    rows = rows.annotate(has_mail=Exists(Incoming.objects.filter(message=OuterRef("pk"))))
    return Rows(lambda ticket: rows.filter(ticket_id=ticket)[:1], ["ticket"])
