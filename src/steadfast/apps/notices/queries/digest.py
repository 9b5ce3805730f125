"""The mail with all that waits: a line for each notice, newest last, and where to read on."""

from collections.abc import Sequence
from datetime import datetime, tzinfo

from django.urls import reverse

from steadfast.apps.notices.models import Notice
from steadfast.apps.notices.queries import inbox, words
from steadfast.domain.language import say, say_n
from steadfast.foundation import moments, own_address


def written(rows: Sequence[Notice], *, more: bool, now: datetime, zone: tzinfo) -> tuple[str, str]:
    """Return the subject and the text, which says that there is `more`; the language is that of the reader already."""
    happened = sum(row.count for row in rows)
    title = words.said(rows[0]) if happened == 1 else say_n("%(n)s thing for you", "%(n)s things for you", happened)
    lines = [_line(row, now, zone) for row in rows]
    if more:
        lines.append(say("… and more, on the page"))
    foot = say("All of them, and when you are written to: %(address)s", address=_address(reverse("notices:index")))
    return title, "\n".join([*lines, "", foot, ""])


def _line(row: Notice, now: datetime, zone: tzinfo) -> str:
    when = moments.dated(row.at, now, zone)
    label = f"{row.subject.label} " if row.subject else ""
    return f"- {when}: {label}{words.said(row)}\n  {_address(inbox.url_of(row))}"


def _address(path: str) -> str:
    return f"{own_address.origin()}{path}"
