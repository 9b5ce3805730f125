"""Does a rule hold for a ticket? Each condition is one test; whatever the facts, the answer is yes or no."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from steadfast.domain.automation.rules.rule import Asked, Done, Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """A ticket as it stood when something happened. `sender`: the address of who wrote; `is_open`: in open hours."""

    client: int
    team: int | None = None
    agreement: int | None = None
    channel: str = ""
    priority: str = ""
    impact: int | None = None
    urgency: int | None = None
    kind: str = ""
    category: str = ""
    title: str = ""
    text: str = ""
    sender: str = ""
    taken: bool = False
    is_open: bool | None = None


def matches(rule: Rule, facts: Facts) -> bool:
    """Tell whether a rule holds."""
    asked = answers(rule.asked, facts)
    return not asked or (any if rule.match == "any" else all)(asked.values())


def failing(rule: Rule, facts: Facts) -> list[str]:
    """Return the names of the conditions that do not hold."""
    return [name for name, holds in answers(rule.asked, facts).items() if not holds]


def answers(asked: Asked, facts: Facts) -> dict[str, bool]:
    """Return what is asked by name, and whether it holds."""
    return {name: test(asked, facts) for name, test in TESTS.items() if getattr(asked, name)}


def changing(done: Done, facts: Facts) -> list[str]:
    """Return the actions that would change something of what is known of a ticket, in their order."""
    found = ["impact"] if reprioritizes(done, facts.impact, facts.urgency) else []
    found += ["team"] if done.team and done.team != facts.team else []
    return found + [name for name in ("person", "checklist", "note") if getattr(done, name)]


def reprioritizes(done: Done, impact: int | None, urgency: int | None) -> bool:
    """Tell whether a ticket that is so urgent for so many is made another; two pairs of one priority are two."""
    return bool(done.impact and done.urgency) and (done.impact, done.urgency) != (impact, urgency)


def _words(asked: Asked, facts: Facts) -> bool:
    """Any of the words, whole: "scan" is not in "scandal"."""
    said = f"{facts.title}\n{facts.text}".casefold()
    spaced = " ".join(said.split())
    return any(_stands(" ".join(word.casefold().split()), spaced) for word in asked.words)


def _stands(word: str, said: str) -> bool:
    return bool(word) and re.search(rf"(?<!\w){re.escape(word)}(?!\w)", said) is not None


def _domain(asked: Asked, facts: Facts) -> bool:
    """The sender's domain or one above it: mail.kestrel.example is of kestrel.example."""
    domain = facts.sender.rpartition("@")[2].casefold() if "@" in facts.sender else ""
    bare = [one.casefold().strip().lstrip("@").removeprefix("*.").strip(".") for one in asked.domains]
    return bool(domain) and any(one and (domain == one or domain.endswith(f".{one}")) for one in bare)


def _same(name: str, among: tuple[str, ...]) -> bool:
    return name.casefold().strip() in {one.casefold().strip() for one in among}


TESTS: Mapping[str, Callable[[Asked, Facts], bool]] = {
    "clients": lambda asked, facts: facts.client in asked.clients,
    "agreements": lambda asked, facts: facts.agreement in asked.agreements,
    "teams": lambda asked, facts: facts.team in asked.teams,
    "channels": lambda asked, facts: facts.channel in asked.channels,
    "priorities": lambda asked, facts: facts.priority in asked.priorities,
    "kind": lambda asked, facts: facts.kind == asked.kind,
    "categories": lambda asked, facts: _same(facts.category, asked.categories),
    "words": _words,
    "domains": _domain,
    "untaken": lambda asked, facts: not facts.taken,
    "hours": lambda asked, facts: facts.is_open is not None and facts.is_open == (asked.hours == "open"),
}
