"""Hand-overs in words, each as the rest of a sentence that begins with who did it."""

from collections.abc import Callable, Mapping
from typing import Any

from steadfast.apps.commitments.models import HandOver


def told(kind: str, data: Mapping[str, Any], rows: Mapping[int, HandOver], name: Callable[[int | None], str]) -> str:
    """Return the words of an event; the reasons stand in the rows, as events hold digests of them alone."""
    row = rows.get(data.get("hand_over", 0))
    if row is None:
        return ""
    what = f"C-{row.commitment_id}" if row.commitment_id else "it"
    return WORDS[kind](row, what, data, name)


def _whom(row: HandOver, data: Mapping[str, Any], name: Callable[[int | None], str]) -> str:
    return f"{row.team.name} ({name(data['to'])} on duty)" if row.team else name(data["to"])


WORDS: Mapping[str, Callable[..., str]] = {
    "hand_over.offered": lambda row, what, data, name: f"offered {what} to {_whom(row, data, name)}: “{row.reason}”",
    "hand_over.accepted": lambda row, what, data, name: f"accepted {what}; {name(data['from'])} answered until then",
    "hand_over.declined": lambda row, what, data, name: f"declined {what}: “{row.words}”",
    "hand_over.taken_back": lambda row, what, data, name: f"took the offer to {_whom(row, data, name)} back",
    "hand_over.overtaken": lambda row, what, data, name: f"overtook the offer to {_whom(row, data, name)}",
    "hand_over.passed": lambda row, what, data, name: (
        f"passed {what} from {name(data['from'])} to {name(data['to'])}: {row.reason}"
    ),
}
KINDS = tuple(WORDS)
