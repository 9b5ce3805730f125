"""A rule as it is kept: typed data with the version of its form. Every fault names its field.

Each condition stands in a rule once, and each action once, so that two of them never contradict each other, and their
order needs no thought: priority, team, person, checklist, note.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from steadfast.domain.language import known
from steadfast.domain.service_level.priority import LEVELS, PRIORITIES

VERSION = 1
TIMED = ("due", "untouched")  # what no event tells: a time came
WHENS = (
    "opened", "heard", "reprioritized", "taken", "resolved", "reopened", *TIMED,
)  # fmt: skip
MATCHES = ("all", "any")
HOURS = ("", "open", "closed")
KINDS = ("", "incident", "request")
MOST = 50  # clients, words and the like of one condition
MOST_HOURS = 100  # open hours before something falls due, or in which nobody touched it
LONGEST = 100  # letters of a word
LONGEST_NOTE = 2_000

EMPTY = known("say at least one thing to do")
UNKNOWN = known("there is no such choice")
TOO_MUCH = known("that is too much")
HALF = known("a priority needs both, who is hindered and when it is needed")
TWO_HOMES = known("offer it to a team or to a person, not to both")
NO_HOURS = known("say how many open hours, from 1 to 100")
NOT_TIMED = known("open hours are counted to a promise that falls due, or since somebody touched the ticket")
OVER = known("on a ticket that is resolved only a note can be written")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The conditions; an empty one is not asked. Names compare in any case of their letters."""

    clients: tuple[int, ...] = ()
    agreements: tuple[int, ...] = ()
    teams: tuple[int, ...] = ()
    channels: tuple[str, ...] = ()
    priorities: tuple[str, ...] = ()
    kind: str = ""
    categories: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    untaken: bool = False
    hours: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """The actions; an empty one is not done."""

    impact: int | None = None
    urgency: int | None = None
    team: int | None = None
    person: int | None = None
    checklist: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """When, if `match` (all or any) of what is asked holds, then. Where nothing is asked it always holds.

    `open_hours`: of "due" how long before, of "untouched" for how long; 0 of all others.
    """

    when: str
    open_hours: int = 0
    match: str = "all"
    asked: Asked = field(default_factory=Asked)
    done: Done = field(default_factory=Done)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong: the field, and why as a known word."""

    field: str
    why: str


class NotARule(ValueError):
    """What is stored is no rule of this version; `faults` say why."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("; ".join(f"{fault.field}: {fault.why}" for fault in faults))
        self.faults = faults


def written(rule: Rule) -> dict[str, Any]:
    """Return a rule as JSON: what is empty is left out."""
    return {
        "v": VERSION,
        "when": rule.when,
        **({"open_hours": rule.open_hours} if rule.open_hours else {}),
        "match": rule.match,
        "if": _full(asdict(rule.asked)),
        "then": _full(asdict(rule.done)),
    }


def read(stored: Mapping[str, Any]) -> Rule:
    """Return what `written` made; raise NotARule for anything else, whatever it is."""
    if stored.get("v") != VERSION:
        raise NotARule([Fault("v", UNKNOWN)])
    asked, done = stored.get("if", {}), stored.get("then", {})
    wrong = [*_shape(asked, Asked, "if"), *_shape(done, Done, "then")]
    if wrong:
        raise NotARule(wrong)
    kept: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in asked.items()}
    said = {"when": stored.get("when", ""), "match": stored.get("match", "all")}
    rule = Rule(**said, open_hours=stored.get("open_hours", 0), asked=Asked(**kept), done=Done(**done))
    if found := faults(rule):
        raise NotARule(found)
    return rule


def faults(rule: Rule) -> list[Fault]:
    """Return what is wrong with a rule, none where it can be kept."""
    asked, done = rule.asked, rule.done
    found = [
        *_choice("when", rule.when, WHENS),
        *_hours(rule),
        *_choice("match", rule.match, MATCHES),
        *_choice("kind", asked.kind, KINDS),
        *_choice("hours", asked.hours, HOURS),
        *[fault for priority in asked.priorities for fault in _choice("priorities", priority, PRIORITIES)],
        *[fault for name in ("impact", "urgency") for fault in _choice(name, getattr(done, name), (None, *LEVELS))],
        *[Fault(name, TOO_MUCH) for name in ("clients", "agreements", "teams") if len(getattr(asked, name)) > MOST],
        *[Fault(n, TOO_MUCH) for n in ("channels", "categories", "words", "domains") if _long(getattr(asked, n))],
    ]
    if done == Done():
        found.append(Fault("then", EMPTY))
    if (done.impact is None) != (done.urgency is None):
        found.append(Fault("urgency" if done.urgency is None else "impact", HALF))
    if done.team is not None and done.person is not None:
        found.append(Fault("person", TWO_HOMES))
    if len(done.note) > LONGEST_NOTE:
        found.append(Fault("note", TOO_MUCH))
    if rule.when == "resolved" and done != Done(note=done.note):
        found.append(Fault("when", OVER))
    return found


def _hours(rule: Rule) -> list[Fault]:
    if rule.when in TIMED:
        fits = type(rule.open_hours) is int and 1 <= rule.open_hours <= MOST_HOURS
        return [] if fits else [Fault("open_hours", NO_HOURS)]
    return [] if type(rule.open_hours) is int and rule.open_hours == 0 else [Fault("open_hours", NOT_TIMED)]


def _full(values: Mapping[str, Any]) -> dict[str, Any]:
    plain = {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}
    return {name: value for name, value in plain.items() if value not in (None, "", [], False)}


def _choice(name: str, value: object, choices: tuple[object, ...]) -> list[Fault]:
    return [] if value in choices and not isinstance(value, bool) else [Fault(name, UNKNOWN)]


def _long(words: tuple[str, ...]) -> bool:
    return len(words) > MOST or any(len(word) > LONGEST or not word.strip() for word in words)


SHAPES: Mapping[str, tuple[type, type | None]] = {
    **dict.fromkeys(("clients", "agreements", "teams"), (list, int)),
    **dict.fromkeys(("channels", "priorities", "categories", "words", "domains"), (list, str)),
    **dict.fromkeys(("kind", "hours", "note"), (str, None)),
    **dict.fromkeys(("impact", "urgency", "team", "person", "checklist"), (int, None)),
    "untaken": (bool, None),
}


def _shape(stored: object, of: type, name: str) -> list[Fault]:
    """Return the faults of the form of stored values, before anything is made of them."""
    if not isinstance(stored, Mapping):
        return [Fault(name, UNKNOWN)]
    known_names = {one.name for one in fields(of)}
    return [
        Fault(str(key) or name, UNKNOWN) for key, v in stored.items() if key not in known_names or not _fits(key, v)
    ]


def _fits(name: str, value: object) -> bool:
    kind, inside = SHAPES[name]
    if type(value) is not kind:
        return False
    return inside is None or (isinstance(value, list) and all(type(one) is inside for one in value))
