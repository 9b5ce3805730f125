"""Terms: the clause that one commitment is judged by, frozen when the promise is made."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

WARN_BP = 7500  # three quarters of the target
BY_WORD = ("done", "answered")  # what ends such terms no act of the desk says: somebody has to


@dataclass(frozen=True, slots=True)
class Terms:
    """What starts, pauses and stops the clock of one kind of commitment.

    target_s: working seconds, or None when a fixed instant was promised.
    warn_bp: share of the target after which it warns, in basis points (7500 = 75 %).
    pauses_on: reasons of waits that stop this clock; "resolved" is the time between resolving and reopening.
    confirmation_s: seconds after resolving within which a reopening reopens this commitment.
    """

    kind: str
    target_s: int | None
    warn_bp: int = WARN_BP
    starts: str = "opened"
    stops: str = "resolved"
    pauses_on: tuple[str, ...] = ()
    confirmation_s: int = 0
    clause: str = ""

    def body(self) -> dict[str, Any]:
        """Return the terms as plain JSON values."""
        return {**asdict(self), "pauses_on": sorted(self.pauses_on)}

    @classmethod
    def from_body(cls, body: Mapping[str, Any]) -> "Terms":
        """Return the terms that `body()` wrote."""
        return cls(**{**body, "pauses_on": tuple(body["pauses_on"])})

    def digest(self, *, calendar: int, agreement: int | None) -> str:
        """Return the address of these terms under a calendar version and an agreement version (SHA-256, hex)."""
        text = json.dumps([self.body(), calendar, agreement], sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()
