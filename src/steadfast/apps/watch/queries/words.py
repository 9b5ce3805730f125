"""What a sign says to its reader: why, in words made of its figures, and what to do next, with the key that does it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from steadfast.domain.commitment import durations
from steadfast.domain.language import known, say, say_n
from steadfast.domain.measures import interval

NAMES = {
    "overloaded": known("Promised too much"),
    "spoke last": known("The client spoke last"),
    "going late": known("Going to be late"),
    "no next date": known("No next date"),
    "silent": known("Silent"),
    "ping-pong": known("Ping-pong"),
    "bouncing": known("Bouncing"),
    "reclassified": known("Put off by priority"),
}
ACTS = {  # what ends it, and the key on the ticket's page
    "overloaded": (known("Hand something over, or move a date"), ""),
    "spoke last": (known("Answer %(whom)s"), "r"),
    "going late": (known("Give %(whom)s a new date before it is late"), "p"),
    "no next date": (known("Promise %(whom)s a date"), "p"),
    "silent": (known("Tell %(whom)s how it stands"), "r"),
    "ping-pong": (known("Talk it over: whose is it?"), "n"),
    "bouncing": (known("Settle whose it is"), "n"),
    "reclassified": (known("Tell %(whom)s why it takes longer"), "r"),
}


@dataclass(frozen=True, slots=True)
class Said:
    """A sign in words: what to do, by which key of the ticket's page, and why."""

    name: str
    act: str
    key: str
    why: str


def said(detector: str, figures: Mapping[str, Any], whom: str) -> Said:
    """Return a sign in the reader's words; `whom` is the client, by name."""
    act, key = ACTS[detector]
    return Said(say(NAMES[detector]), say(act, whom=whom), key, WHY[detector](figures))


def _spoke_last(figures: Mapping[str, Any]) -> str:
    return say("they wrote %(time)s ago in open hours and got no answer", time=durations.working(figures["seconds"]))


def _silent(figures: Mapping[str, Any]) -> str:
    return say("no word either way for %(time)s of open hours", time=durations.working(figures["seconds"]))


def _no_next_date(figures: Mapping[str, Any]) -> str:
    missed = figures["missed"]
    if not missed:
        return say("nothing is promised on it, so they have no date to look to")
    return say_n(
        "its date has passed and there is no other", "its %(n)s dates have passed and there is no other", missed
    )


def _going_late(figures: Mapping[str, Any]) -> str:
    kept, n = figures["kept"], figures["n"]
    low, high = interval.wilson(kept, n) or (0, 1)
    return say(
        "of %(n)s like it that were open as long, %(kept)s were kept (%(low)s to %(high)s %%)",
        n=n, kept=kept, low=round(low * 100), high=round(high * 100),
    )  # fmt: skip


def _ping_pong(figures: Mapping[str, Any]) -> str:
    times = figures["times"]
    if figures.get("between") == "teams":
        return say_n(
            "it went from one team straight back to the other",
            "it went straight back between teams %(n)s times",
            times,
        )
    return say_n(
        "it went from one person straight back to the other", "it went straight back between persons %(n)s times", times
    )


def _bouncing(figures: Mapping[str, Any]) -> str:
    return say_n("it came back once", "it came back or was declined %(n)s times", figures["times"])


def _reclassified(figures: Mapping[str, Any]) -> str:
    priority = figures["priority"]
    if "left" not in figures:
        return say("it became %(priority)s after its due time had passed", priority=priority)
    left, span = durations.working(figures["left"]), durations.working(figures["of"])
    return say(
        "it became %(priority)s with %(left)s of %(span)s left, and nobody told them",
        priority=priority, left=left, span=span,
    )  # fmt: skip


def _overloaded(figures: Mapping[str, Any]) -> str:
    return say(
        "%(due)s promises fall due within a week; at the pace of the last six weeks %(can)s get done in those"
        " %(hours)s open hours",
        due=figures["due"], can=figures["can"], hours=figures["hours"],
    )  # fmt: skip


WHY: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "overloaded": _overloaded,
    "spoke last": _spoke_last,
    "going late": _going_late,
    "no next date": _no_next_date,
    "silent": _silent,
    "ping-pong": _ping_pong,
    "bouncing": _bouncing,
    "reclassified": _reclassified,
}
