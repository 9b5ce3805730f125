"""What a telephone system tells of a call, as JSON; docs/reference/calls.md has the format.

{"event": "ringing", "call": "a81", "direction": "in", "from": "+44 20 7946 0000", "to": "+44 …", "extension": "21"}
"""

import json
from dataclasses import dataclass
from typing import Any

STAGES = ("ringing", "answered", "missed", "ended")  # a call goes only on along them
DIRECTIONS = ("in", "out")


class Unreadable(ValueError):
    """A body tells nothing of a call; the message names what is wrong."""


@dataclass(frozen=True, slots=True)
class Told:
    """`number` is the other side's; `extension` the one of ours that rings or talks."""

    event: str
    call: str
    direction: str
    number: str
    extension: str


def read(body: bytes) -> Told:
    """Return what a body tells; raise Unreadable."""
    try:
        said = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"it is not JSON: {error}") from None
    if not isinstance(said, dict):
        raise Unreadable("it is not an object")
    event, direction = _text(said, "event").lower(), _text(said, "direction").lower() or "in"
    if event not in STAGES:
        raise Unreadable(f"“event” is {event[:40]!r}, none of {', '.join(STAGES)}")
    if direction not in DIRECTIONS:
        raise Unreadable(f"“direction” is {direction[:40]!r}, neither in nor out")
    call = _text(said, "call")
    if not call:
        raise Unreadable("“call” is missing: what names the call in all its events")
    number = _text(said, "from" if direction == "in" else "to")
    return Told(event, call[:100], direction, number[:40], _text(said, "extension")[:20])


def _text(said: dict[str, Any], name: str) -> str:
    value = said.get(name)
    text = str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""
    return text.replace("\0", "").encode(errors="replace").decode()


def follows(state: str, event: str) -> str:
    """Return the state of a call after an event: late and doubled events change nothing; unanswered ends are missed."""
    if state in ("missed", "ended"):
        return state
    if event == "ended" and state != "answered":
        return "missed"
    if event == "ended" or (event == "answered" and state != "answered"):
        return event
    return event if state in ("", "ringing") else state
