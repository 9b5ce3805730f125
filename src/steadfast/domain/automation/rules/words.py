"""A rule in words. Names of clients, teams and the like are handed in; what has none any more says so."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from steadfast.domain.automation.rules.rule import Asked, Done, Rule
from steadfast.domain.language import either, known, listed, say, say_n
from steadfast.domain.service_level.priority import in_words, priority

type Names = Mapping[str, Mapping[int, str]]

WHEN: Mapping[str, str] = {
    "opened": known("a new ticket is opened"),
    "heard": known("the client writes on a ticket"),
    "reprioritized": known("the priority of a ticket changes"),
    "taken": known("a ticket is taken by somebody"),
    "resolved": known("a ticket gets resolved"),
    "reopened": known("a ticket is reopened"),
    "due": known("a promise of ours falls due soon and is not kept"),
    "untouched": known("nobody has written or changed anything for a while"),
}
TIMED: Mapping[str, Callable[[int], str]] = {
    "due": lambda n: say_n(
        "a promise of ours falls due within %(n)s open hour and is not kept",
        "a promise of ours falls due within %(n)s open hours and is not kept",
        n,
    ),
    "untouched": lambda n: say_n(
        "nobody has written or changed anything for %(n)s open hour",
        "nobody has written or changed anything for %(n)s open hours",
        n,
    ),
}
HOURS: Mapping[str, str] = {
    "open": known("it is in open hours"),
    "closed": known("it is outside open hours"),
}


WAYS: Mapping[str, str] = {
    "visit": known("a visit"),
    "we noticed": known("our own notice"),
    "alert": known("an alert"),
    "plan": known("a plan"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """A rule in words: a sentence, and its parts."""

    when: str
    conditions: list[str]
    actions: list[str]
    sentence: str
    by_action: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Naming:
    names: Names = field(default_factory=dict)

    def one(self, kind: str, key: int) -> str:
        return self.names.get(kind, {}).get(key) or say("(gone)")

    def any_of(self, kind: str, keys: tuple[int, ...]) -> str:
        return either([self.one(kind, key) for key in keys])


def told(rule: Rule, names: Names) -> Told:
    """Return a rule in words; `names` by "clients", "agreements", "teams", "people" and "checklists"."""
    naming = _Naming(names)
    when = TIMED[rule.when](rule.open_hours) if rule.when in TIMED else say(WHEN[rule.when])
    conditions = [words(rule.asked, naming) for name, words in ASKED.items() if getattr(rule.asked, name)]
    done = {name: words(rule.done, naming) for name, words in DONE.items() if getattr(rule.done, name)}
    joined, actions = (either if rule.match == "any" else listed)(conditions), listed(list(done.values()))
    if conditions:
        said = {"when": when, "conditions": joined, "actions": actions}
        sentence = say("When %(when)s, if %(conditions)s, then %(actions)s.", **said)
    else:
        sentence = say("When %(when)s, then %(actions)s.", when=when, actions=actions)
    return Told(when, conditions, list(done.values()), sentence, done)


def _quoted(words: tuple[str, ...]) -> str:
    return either([say("“%(word)s”", word=word) for word in words])


ASKED: Mapping[str, Callable[[Asked, _Naming], str]] = {
    "clients": lambda a, n: say("its client is %(names)s", names=n.any_of("clients", a.clients)),
    "agreements": lambda a, n: say("it falls under %(names)s", names=n.any_of("agreements", a.agreements)),
    "teams": lambda a, n: say("it is with the team %(names)s", names=n.any_of("teams", a.teams)),
    "channels": lambda a, n: say("it came by %(names)s", names=either([say(WAYS.get(one, one)) for one in a.channels])),
    "priorities": lambda a, n: say("its priority is %(names)s", names=either(a.priorities)),
    "kind": lambda a, n: say("it is an incident") if a.kind == "incident" else say("it is a request"),
    "categories": lambda a, n: say("its service is %(names)s", names=either(a.categories)),
    "words": lambda a, n: say("it says %(names)s", names=_quoted(a.words)),
    "domains": lambda a, n: say("who writes is at %(names)s", names=either(a.domains)),
    "untaken": lambda a, n: say("nobody has taken it"),
    "hours": lambda a, n: say(HOURS[a.hours]),
}
DONE: Mapping[str, Callable[[Done, _Naming], str]] = {
    "impact": lambda d, n: say(
        "set the priority to %(priority)s (%(why)s)",
        priority=priority(d.impact or 3, d.urgency or 3),
        why=in_words(d.impact or 3, d.urgency or 3),
    ),
    "team": lambda d, n: say("bring it to the team %(name)s", name=n.one("teams", d.team or 0)),
    "person": lambda d, n: say("offer it to %(name)s", name=n.one("people", d.person or 0)),
    "checklist": lambda d, n: say("put the checklist “%(name)s” on it", name=n.one("checklists", d.checklist or 0)),
    "note": lambda d, n: say("write inside: “%(note)s”", note=" ".join(d.note.split())[:200].rstrip(".")),
}
