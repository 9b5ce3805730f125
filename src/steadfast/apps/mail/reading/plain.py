"""Plain text as it is shown: paragraphs that a program broke into lines are whole again, gaps are no longer than a gap.

`format=flowed` (RFC 3676): a line that ends in a space goes on in the next of the same depth of quotes.
"""

import re

GAP = re.compile(r"\n(?:[ \t\u00a0]*\n){3,}")
SIGNATURE = "-- "


def without_gaps(text: str) -> str:
    """Return a text with at most two empty lines in a row."""
    return GAP.sub("\n\n\n", text)


def unflowed(text: str, *, deletes_space: bool) -> str:
    """Return a flowed text with its paragraphs in one line each; `deletes_space`: DelSp=yes."""
    found: list[tuple[int, list[str]]] = []
    flows = False
    for line in text.split("\n"):
        depth, words = _unquoted(line)
        if flows and found[-1][0] == depth and words != SIGNATURE:
            found[-1][1].append(words)
        else:
            found.append((depth, [words]))
        flows = words.endswith(" ") and words != SIGNATURE
        if flows and deletes_space:
            found[-1][1][-1] = words[:-1]
    return "\n".join(_quoted(depth, "".join(pieces)) for depth, pieces in found)


def _unquoted(line: str) -> tuple[int, str]:
    words = line.lstrip(">")
    return len(line) - len(words), words.removeprefix(" ")


def _quoted(depth: int, words: str) -> str:
    return f"{'>' * depth} {words}" if depth else words
