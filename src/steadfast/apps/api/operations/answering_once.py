"""Answer a write once: the same key with the same request gets the same answer again, and nothing happens twice.

What was refused changed nothing and is not kept: the same request may succeed later.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction

from steadfast.apps.api.models import KeptAnswer, Token

KEPT = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Said:
    """An answer as it is kept."""

    status: int
    headers: dict[str, str]
    body: str
    is_again: bool = False


class OtherRequest(Exception):
    """The key was used for another request."""


def once(token: Token, key: str, asked: str, act: Callable[[], Said], *, now: datetime) -> Said:
    """Return what `act` answers, or what it answered before; OtherRequest where the key stood for another one.

    Two requests with one key at the same time wait for each other at its unique row.
    """
    KeptAnswer.objects.filter(token=token, key=key, at__lte=now - KEPT).delete()
    before = _before(token, key, asked)
    if before is not None:
        return before
    try:
        with transaction.atomic():
            row = KeptAnswer(token=token, key=key, asked=asked, at=now)
            row.save(force_insert=True)
            said = act()
            values: dict[str, Any] = {"status": said.status, "headers": said.headers, "body": said.body}
            KeptAnswer.objects.filter(pk=row.pk).update(**values)
            return said
    except IntegrityError:
        found = _before(token, key, asked)
        if found is None:  # it was something else of the write that broke
            raise
        return found


def forget_answers(*, now: datetime) -> int:
    """Delete answers that are older than a day; return how many."""
    return KeptAnswer.objects.filter(at__lte=now - KEPT).delete()[0]


def _before(token: Token, key: str, asked: str) -> Said | None:
    row = KeptAnswer.objects.filter(token=token, key=key).first()
    if row is None:
        return None
    if row.asked != asked:
        raise OtherRequest
    return Said(row.status, row.headers, row.body, is_again=True)
