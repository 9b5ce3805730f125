"""Which lines of a mail are new, by the letters of its lines (`classes`). Each rule takes lines away, in this order.

Lines that are taken away are folded, never dropped; where nothing would be left the whole mail is new.
No pattern takes longer than the square of the number of lines, which is bounded.
"""

import re

TO_THE_END = re.compile(r"d")
REPLY_BELOW = re.compile(r"^b[bqeh]+(t[et]*)$")
EMBEDDED_UNQUOTED = re.compile(r"t(e*b[^q]*)$")
EMBEDDED_QUOTED = re.compile(r"t(e*b[eqbh]*([te]*))$")
QUOTE_AT_THE_END = re.compile(r"t(e*[qbe]+)$")
SPREAD_HEADERS = re.compile(r"(?<!h)h+(?:[te]{1,2}h+)+e")  # one of them goes over two lines
HEADERS = re.compile(r"t([eq]*h{3,}.*)$")
TRAILING = re.compile(r"([eq]+)$")

type Kept = list[int]


def new_lines(letters: str) -> Kept:
    """Return the places of the lines that are new: all where the rules would leave nothing, none of a mere quote."""
    kept = list(range(len(letters)))
    if "t" not in letters and "b" in letters and "q" in letters:
        return []
    for rule in (_until_delimiter, _without_devices, _reply_below, _until_embedded, _without_end, _without_headers):
        kept = rule(kept, "".join(letters[at] for at in kept))
    while kept and letters[kept[-1]] in "e":
        kept.pop()
    return kept if any(letters[at] not in "e" for at in kept) else list(range(len(letters)))


def _until_delimiter(kept: Kept, letters: str) -> Kept:
    """Nothing is new behind a signature's mark or a drawn line, unless nothing was said before it."""
    found = TO_THE_END.search(letters)
    return kept[: found.start()] if found and "t" in letters[: found.start()] else _skip_delimiters(kept, letters)


def _skip_delimiters(kept: Kept, letters: str) -> Kept:
    return [at for at, letter in zip(kept, letters, strict=True) if letter != "d"]


def _without_devices(kept: Kept, letters: str) -> Kept:
    return [at for at, letter in zip(kept, letters, strict=True) if letter != "s"]


def _reply_below(kept: Kept, letters: str) -> Kept:
    """What stands behind the quote is the answer, where nothing stands before it."""
    found = REPLY_BELOW.search(letters)
    return kept[found.start(1) :] if found else kept


def _until_embedded(kept: Kept, letters: str) -> Kept:
    """Text, then the line that introduces the mail below: what follows repeats."""
    found = EMBEDDED_UNQUOTED.search(letters)
    if found:
        return kept[: found.start(1)]
    found = EMBEDDED_QUOTED.search(letters)
    return kept[: found.start(1)] if found and "t" not in found[2] else kept


def _without_end(kept: Kept, letters: str) -> Kept:
    """A quote at the end goes; so does every line that introduces what is left of quotes between answers."""
    found = QUOTE_AT_THE_END.search(letters)
    if found:
        kept, letters = kept[: found.start(1)], letters[: found.start(1)]
    return [at for at, letter in zip(kept, letters, strict=True) if letter != "b"]


def _without_headers(kept: Kept, letters: str) -> Kept:
    """Three headers in a row begin the mail below; a lone one was typed by a person and stays."""
    letters = SPREAD_HEADERS.sub(lambda found: "h" * (len(found[0]) - 1) + "e", letters)
    found = HEADERS.search(letters)
    if found:
        kept, letters = kept[: found.start(1)], letters[: found.start(1)]
    if re.search(r"h{3,}", letters):
        kept, letters = _drop(kept, letters, re.compile(r"h{3,}"))
    if "t" in letters and (end := TRAILING.search(letters)):
        return kept[: end.start(1)]
    return kept


def _drop(kept: Kept, letters: str, shape: re.Pattern[str]) -> tuple[Kept, str]:
    out = {at for found in shape.finditer(letters) for at in range(*found.span())}
    left = [(place, letter) for at, (place, letter) in enumerate(zip(kept, letters, strict=True)) if at not in out]
    return [place for place, _ in left], "".join(letter for _, letter in left)
