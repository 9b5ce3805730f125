"""Read the line: cut out the phrase that names the time, keep the rest as what is promised, name what is unclear."""

import re
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from steadfast.domain import language
from steadfast.domain.commitment.typed_promise import german, whom
from steadfast.domain.commitment.typed_promise.due import Here, Unclear, due
from steadfast.domain.commitment.typed_promise.finding import STRONG, Found, chosen, phrases
from steadfast.domain.commitment.typed_promise.tokens import Tokens, tokens, word
from steadfast.domain.language import known, say
from steadfast.domain.working_time import Hours

LONGEST = 300
EXAMPLE = known("Say by when, such as by Friday 12:00 or within 4 working hours.")
VAGUE = {"morning": "11:00", "lunch": "12:30", "lunchtime": "12:30", "afternoon": "15:00", "evening": "19:00"}
VAGUE |= {"night": "22:00", "midnight": "23:59"}  # no time, with one that it may mean
ZONES = ("utc", "gmt", "bst", "cet", "cest", "wet", "west", "eet", "eest", "est", "edt", "pst", "pdt", "z")
_BEGINNING = re.compile(r"^(?:(?:i|we|they)\s+(?:hereby\s+)?(?:will|promised?|promises?)\s+(?:to\s+|that\s+)?)", re.I)
_SLASHED = re.compile(r"[0-9]{1,2}[/.][0-9]{1,2}(?:[/.][0-9]{2,4})?", re.ASCII)
_HOUR = re.compile(r"[0-9]{1,2}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Understood:
    """What was understood: the outcome, names that may be meant, the due time and, on a calendar, its open seconds.

    `trouble` says what is missing or unclear; then `due_at` is None or nothing is promised.
    """

    what: str
    whom: tuple[str, ...]
    due_at: datetime | None
    target_s: int | None
    trouble: str = ""


def read(line: str, *, now: datetime, zone: ZoneInfo, hours: Hours) -> Understood:
    """Return what a line promises, read at `now` by somebody in `zone`; `hours` count open time."""
    line = _cleaned(line)
    if len(line) > LONGEST:
        return Understood(
            line, (), None, None, say("At most %(longest)s characters fit into a promise.", longest=LONGEST)
        )
    if language.reader().code == "de":
        german_first = _read(line, german.in_english(tokens(line)), Here(now, zone, hours))
        if not german_first.trouble:
            return german_first
        english = _read(line, tokens(line), Here(now, zone, hours))
        return german_first if english.trouble else english
    return _read(line, tokens(line), Here(now, zone, hours))


def _read(line: str, words: Tokens, here: Here) -> Understood:
    """Return what a line promises by its words of time."""
    found = chosen(phrases(words))
    what = _rest(line, words, found[0] if found else None)
    names = whom.candidates(what)
    what = what.replace("@", "") if "@" in what and " @" in f" {what}" else what
    try:
        moment = due(_one(words, found), here)
    except Unclear as unclear:
        return Understood(what, names, None, None, str(unclear))
    if not what:
        return Understood(what, names, moment.at, moment.target_s, say("Say what is promised."))
    return Understood(what, names, moment.at, moment.target_s)


def _cleaned(line: str) -> str:
    """Return the line with single spaces and without characters that nobody sees."""
    return " ".join("".join(char if char.isprintable() else " " for char in line).split())


def _one(words: Tokens, found: list[Found]) -> Found:
    """Return the phrase that is meant; raise Unclear for none, for two, and for one that goes on."""
    if not found:
        raise Unclear(_missing(words))
    after = word(words, found[0].after)
    follows = found[0].after + 1  # where a second time would stand: by Friday or Monday
    if len(found) > 1 or (after == "or" and any(phrase.first == follows for phrase in phrases(words))):
        raise Unclear(say("Two times are named; say one."))
    if after in VAGUE:
        raise Unclear(
            say(
                "%(word)s is no time; write one, such as %(time)s.",
                word=after.capitalize(),
                time=VAGUE[after],
            )
        )
    if after in ZONES and found[0].clock is not None:
        raise Unclear(say("Times are read in your own zone; write it so, without naming one."))
    return found[0]


def _missing(words: Tokens) -> str:
    """Return why nothing was found: what stands after "by" where somebody tried, else an example."""
    for place in range(len(words) - 1, -1, -1):
        if word(words, place) not in (*STRONG, "at"):
            continue
        said = word(words, place + 1)
        if _SLASHED.fullmatch(said):
            return say("%(said)s can be read in two ways; write the month as a word, such as 3 Dec.", said=said)
        if _HOUR.fullmatch(said) and int(said) < 25:
            return say("%(said)s in the morning or in the afternoon? Write it as 9:00, 17:00 or 5 pm.", said=said)
        if said == "yesterday":
            return say("Yesterday has passed; a promise needs a time that lies ahead.")
        if said:
            return say(
                "“%(words)s” is no time that can be read. "
                "Say by when, such as by Friday 12:00 or within 4 working hours.",
                words=f"{word(words, place)} {said}",
            )
    return say(EXAMPLE)


def _rest(line: str, words: Tokens, found: Found | None) -> str:
    if found is not None:
        head, tail = line[: words[found.first].start], line[words[found.after - 1].end :]
        line = f"{head.rstrip(' ,;:')} {tail.lstrip(' ,;:')}"
    return _BEGINNING.sub("", line.strip(" ,;:")).strip(" ,;:.")
