"""Hand-overs in words, each as the rest of a sentence that begins with who did it."""

from collections.abc import Callable, Mapping
from typing import Any

from steadfast.apps.commitments.models import HandOver
from steadfast.domain.language import say


def told(kind: str, data: Mapping[str, Any], rows: Mapping[int, HandOver], name: Callable[[int | None], str]) -> str:
    """Return the words of an event; the reasons stand in the rows, as events hold digests of them alone."""
    row = rows.get(data.get("hand_over", 0))
    if row is None:
        return ""
    what = f"C-{row.commitment_id}" if row.commitment_id else say("it")
    return WORDS[kind](row, what, data, name)


def _whom(row: HandOver, data: Mapping[str, Any], name: Callable[[int | None], str]) -> str:
    if row.team is None:
        return name(data["to"])
    return say("%(team)s (%(name)s on duty)", team=row.team.name, name=name(data["to"]))


WORDS: Mapping[str, Callable[..., str]] = {
    "hand_over.offered": lambda row, what, data, name: say(
        "offered %(what)s to %(whom)s: “%(reason)s”", what=what, whom=_whom(row, data, name), reason=row.reason
    ),
    "hand_over.accepted": lambda row, what, data, name: say(
        "accepted %(what)s; %(name)s answered until then", what=what, name=name(data["from"])
    ),
    "hand_over.declined": lambda row, what, data, name: say(
        "declined %(what)s: “%(reason)s”", what=what, reason=row.words
    ),
    "hand_over.taken_back": lambda row, what, data, name: say(
        "took the offer to %(whom)s back", whom=_whom(row, data, name)
    ),
    "hand_over.overtaken": lambda row, what, data, name: say(
        "overtook the offer to %(whom)s", whom=_whom(row, data, name)
    ),
    "hand_over.passed": lambda row, what, data, name: say(
        "passed %(what)s from %(name)s to %(whom)s: %(reason)s",
        what=what,
        name=name(data["from"]),
        whom=name(data["to"]),
        reason=row.reason,
    ),
}
KINDS = tuple(WORDS)
