"""Which commitments the register shows, as its address says it. What the address says wrongly is refused and named."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from steadfast.apps.commitments.models.commitment import DIRECTIONS
from steadfast.domain.language import known, say
from steadfast.domain.service_level.priority import PRIORITIES
from steadfast.foundation.addresses import number_of

ANY = known("any")
VERDICTS = ("open", "kept", "broken", "kept late", "withdrawn", "released", "void", ANY)
BROKEN = ["kept late", "broken"]  # as the four numbers count it
# to choose from; an address may name any
KINDS = (
    known("first response"),
    known("next update"),
    known("resolution"),
    known("promise"),
    known("answer"),
    known("call back"),
    known("visit"),
)
DUES = ("late", "today", "week")  # today: what still falls due until its end
MOVED = ("yes", "no")
ME, LEADERS = "me", "leaders"
IDS = ("debtor", "creditor", "client", "team")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
YEARS = range(1970, 2200)
LONGEST_KIND = 32
NAMES = ("verdict", "direction", "kind", "priority", "due", "from", "to", "moved", "dodged", "owner", *IDS)


class BadFilter(ValueError):
    """The address asks for something that the register cannot be filtered by; the message names the field."""


@dataclass(frozen=True, slots=True)
class Filters:
    """Empty parts choose everything, but for the verdict: what is open is what a register is opened for.

    owner: a person's id in digits, "me" or "leaders"; since and until: days of the due time in the reader's zone.
    """

    verdict: str = "open"
    direction: str = ""
    kind: str = ""
    priority: str = ""
    due: str = ""
    since: date | None = None
    until: date | None = None
    moved: str = ""
    dodged: str = ""
    owner: str = ""
    debtor: int | None = None
    creditor: int | None = None
    client: int | None = None
    team: int | None = None

    @property
    def is_open(self) -> bool:
        return self.verdict == "open" or (self.due == "late" and self.verdict == ANY)

    @property
    def verdicts(self) -> str | list[str] | None:
        """The verdicts that rows are kept under. Broken is done late or withdrawn, as on the scorecard."""
        return {ANY: None, "broken": BROKEN, "withdrawn": "broken"}.get(self.verdict, self.verdict)

    @property
    def order(self) -> tuple[str, ...]:
        """What is open comes by its due time, nearest first; what has ended, or may have, latest first."""
        return ("due_at", "id") if self.is_open else ("-due_at", "-id")

    @property
    def is_narrow(self) -> bool:
        """Whether one of the filters is set that the page keeps folded."""
        folded = ("debtor", "creditor", "team", "priority", "moved", "dodged", "since", "until")
        return any(getattr(self, name) for name in folded)

    @property
    def names_a_person(self) -> bool:
        """Whether a count of these would be somebody's figure, which is for that person alone."""
        return self.owner not in ("", ME)


def read(given: Mapping[str, str]) -> Filters:
    """Return the filters of an address, or raise BadFilter."""
    since, until = _day(given, "from"), _day(given, "to")
    if since and until and since > until:
        raise BadFilter(say("from %(since)s lies after to %(until)s", since=since, until=until))
    return Filters(
        verdict=_one_of(given, "verdict", VERDICTS) or "open",
        direction=_one_of(given, "direction", DIRECTIONS),
        kind=_kind(given),
        priority=_one_of(given, "priority", PRIORITIES),
        due=_one_of(given, "due", DUES),
        since=since,
        until=until,
        moved=_one_of(given, "moved", MOVED),
        dodged=_one_of(given, "dodged", ("yes",)),
        owner=_owner(given),
        **{name: _id(name, given.get(name, "")) for name in IDS},
    )


def refuses(given: Mapping[str, str]) -> bool:
    """Tell whether the register cannot be filtered by these parameters of an address."""
    try:
        read(given)
    except BadFilter:
        return True
    return False


def _one_of(given: Mapping[str, str], name: str, all_of: tuple[str, ...]) -> str:
    value = given.get(name, "")
    if value and value not in all_of:
        raise BadFilter(
            say(
                "%(name)s %(value)s is not one of %(known)s", name=name, value=repr(value[:40]), known=", ".join(all_of)
            )
        )
    return value


def _kind(given: Mapping[str, str]) -> str:
    value = given.get("kind", "")
    if "\0" in value or len(value) > LONGEST_KIND:
        raise BadFilter(say("kind %(value)s is no kind of promise", value=repr(value[:40])))
    return value


def _owner(given: Mapping[str, str]) -> str:
    value = given.get("owner", "")
    if value in ("", ME, LEADERS):
        return value
    return str(_id("owner", value))


def _id(name: str, text: str) -> int | None:
    if not text:
        return None
    number = number_of(text)
    if number is None:
        raise BadFilter(say("%(name)s %(text)s is not the number of one", name=name, text=repr(text[:40])))
    return number


def _day(given: Mapping[str, str], name: str) -> date | None:
    text = given.get(name, "")
    if not text:
        return None
    try:
        found = date.fromisoformat(text) if DAY.fullmatch(text) else None
    except ValueError:
        found = None
    if found is None or found.year not in YEARS:
        raise BadFilter(say("%(name)s %(text)s is not a day such as 2026-11-30", name=name, text=repr(text[:40])))
    return found
