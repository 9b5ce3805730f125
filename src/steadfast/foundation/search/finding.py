"""One question answered: the number that was asked for, what is called so, then all that has the words, newest first.

The index finds, and every hit is shown by its own app through `visible_to`: what the index should not have told, or
has not forgotten yet, is left out there. No rank is worked out, so a common word costs as little as a rare one.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from steadfast.foundation.actor import Actor
from steadfast.foundation.search import asking, keys, marking, narrowing, sight, sources
from steadfast.foundation.search.asking import Question
from steadfast.foundation.search.engines import engine
from steadfast.foundation.search.keys import Found
from steadfast.foundation.search.marking import Part
from steadfast.foundation.search.narrowing import Narrowed
from steadfast.foundation.search.sight import Sight
from steadfast.foundation.search.sources import Hit, Source

PAGE = 20
CALLED_SO = 5  # of what is called as asked, shown before what is newer
BOUND = 100  # hits that are counted; PostgreSQL finds so many of a common word without sorting all
NOWHERE = ("", "")


@dataclass(frozen=True, slots=True)
class Shown:
    """A hit with the words marked."""

    source: Source
    hit: Hit
    title: list[Part]
    about: list[Part]
    snippet: list[Part]


@dataclass(frozen=True, slots=True)
class Tab:
    """A kind with its hits; `is_more`: there are others that were not counted."""

    source: Source
    count: int
    is_more: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """`next`: the key below which the next page begins. `nothing_named`: a narrowing that names nothing in sight."""

    question: Question
    shown: list[Shown]
    tabs: list[Tab]
    next: int | None = None
    narrowed: Narrowed | None = None
    nothing_named: str = ""

    @property
    def count(self) -> int:
        return sum(tab.count for tab in self.tabs)

    @property
    def is_more(self) -> bool:
        return any(tab.is_more for tab in self.tabs)


def answer(
    text: str, *, actor: Actor, kind: str = "", within: tuple[str, str] = NOWHERE, below: int | None = None
) -> Answer:
    """Return the page of an answer. `kind` names a source; `within` is (name of a narrowing, value).

    At most BOUND hits are read as keys, and PAGE shown.
    """
    question = asking.read(text, narrowing.names())
    seen = sight.of(actor)
    narrowed, nothing = _narrowed(question, within, actor)
    if nothing or seen.is_blind:
        return Answer(question, [], [], nothing_named=nothing)
    if narrowed:
        seen = seen.within(narrowed.token)
    exact = _numbered(question, actor) if below is None and not narrowed and not kind else []
    if not question.phrases:
        return Answer(question, _show(exact, question, actor), [], narrowed=narrowed)
    found = _find(question, seen, BOUND + 1)
    chosen = next((source for source in seen.kinds if source.name == kind), None)
    rest = _chosen(found, question, seen, chosen, below)
    first = [] if chosen and not chosen.is_named else _called_so(question, seen.of(chosen) if chosen else seen)
    named = {each.key for each in first}
    head = [*exact, *(each for each in first if each not in exact)] if below is None else []
    shown, on = _page(head, [each for each in rest if each.key not in named and each not in exact], question, actor)
    return Answer(question, shown, _tabs(found, seen), on, narrowed)


def offer(text: str, *, actor: Actor, size: int) -> list[Shown]:
    """Return the best few, for a palette."""
    question = asking.read(text, narrowing.names())
    seen = sight.of(actor)
    if seen.is_blind:
        return []
    exact = _numbered(question, actor)
    if not question.phrases:
        return _show(exact, question, actor)
    found = [*exact, *_called_so(question, seen), *_find(question, seen, size)]
    return _show(list(dict.fromkeys(found))[:size], question, actor)


def _narrowed(question: Question, within: tuple[str, str], actor: Actor) -> tuple[Narrowed | None, str]:
    """Return what the search is narrowed to, or what it should be and names nothing in sight."""
    name, value = question.narrow or within
    known = narrowing.of(name)
    if not value or known is None:
        return None, ""
    found = known.resolve(value[: asking.LONGEST].replace("\0", ""), actor)
    return found, "" if found else value


def _find(question: Question, seen: Sight, limit: int, below: int = keys.LARGEST) -> list[Found]:
    return [keys.read(key) for key in engine().find(question.phrases, seen, below=below, limit=limit)]


def _chosen(
    found: Sequence[Found], question: Question, seen: Sight, chosen: Source | None, below: int | None
) -> Sequence[Found]:
    """Return the hits of the chosen kind below a key, asking again where those that were read do not tell."""
    if len(found) <= BOUND:
        return [each for each in found if (not chosen or each.code == chosen.code) and (not below or each.key < below)]
    if chosen is None and below is None:
        return found
    return _find(question, seen.of(chosen) if chosen else seen, PAGE * 2 + CALLED_SO, below or keys.LARGEST)


def _called_so(question: Question, seen: Sight) -> list[Found]:
    named = [source for source in seen.kinds if source.is_named]
    if not named:
        return []
    found = engine().find(question.phrases, seen.of(*named), limit=CALLED_SO, in_title=True)
    return sorted((keys.read(key) for key in found), key=lambda each: (each.code, -each.key))


def _numbered(question: Question, actor: Actor) -> list[Found]:
    """Return the rows with the number that was asked for; they need no index, so a new one is found at once."""
    if question.number is None:
        return []
    prefix, number = question.number
    found = []
    for source in sources.every():
        means_it = source.prefix == prefix if prefix else source.is_plain_number
        ref = source.numbered(number, actor) if means_it and source.may(actor) else None
        if ref is not None:
            found.append(Found(keys.key_of(source.code, ref, None), source.code, ref))
    return found


def _tabs(found: Sequence[Found], seen: Sight) -> list[Tab]:
    counts = Counter(each.code for each in found[:BOUND])
    is_more = len(found) > BOUND
    tabs = [Tab(source, counts[source.code], is_more) for source in seen.kinds]
    return [tab for tab in tabs if tab.count or is_more]


def _page(
    head: Sequence[Found], rest: Sequence[Found], question: Question, actor: Actor
) -> tuple[list[Shown], int | None]:
    """Return a page and the key that it ends at, where more follow. What nobody sees any more is filled up once."""
    page = rest[:PAGE]
    shown = _show([*head, *page], question, actor)
    missing = len(head) + len(page) - len(shown)
    if missing and len(rest) > PAGE:
        more = rest[PAGE : PAGE + missing]
        shown += _show(more, question, actor)
        page = [*page, *more]
    return shown, page[-1].key if len(rest) > len(page) else None


def _show(found: Sequence[Found], question: Question, actor: Actor) -> list[Shown]:
    """Return hits as their apps show them, in the order given, once each."""
    refs: dict[int, list[int]] = defaultdict(list)
    for each in found:
        refs[each.code].append(each.ref)
    hits = {
        (code, ref): (source, hit)
        for code, own in refs.items()
        if (source := sources.of(code))
        for ref, hit in source.hits(own, actor).items()
    }
    wanted: Iterable[tuple[int, int]] = dict.fromkeys((each.code, each.ref) for each in found)
    return [_marked(*hits[pair], question) for pair in wanted if pair in hits]


def _marked(source: Source, hit: Hit, question: Question) -> Shown:
    phrases = question.phrases
    title, about = (marking.marked(text, phrases) for text in (hit.title, hit.about))
    return Shown(source, hit, title, about, marking.snippet(hit.texts, phrases))
