"""Where a picture stood in a text: a mark with its name, `[image: scan.png]`, as mail programs themselves write it.

While a mail is read the place holds the picture's Content-ID between two signs that no text keeps. The page of a ticket
shows the picture there; wherever only words go, the mark says which one stood there.
"""

import re
from collections.abc import Mapping, Sequence

from steadfast.domain.mail.pictures import mark

OPENS, CLOSES = "\ue002", "\ue003"
PLACE = re.compile(f"{OPENS}([^{OPENS}{CLOSES}\n]{{0,400}}){CLOSES}")
OUTLOOK = re.compile(r"\[cid:([^\[\]\s]{1,300})\]")


def place(content_id: str) -> str:
    """Return what holds the place of a picture."""
    return f"{OPENS}{content_id}{CLOSES}"


def cleaned(text: str) -> str:
    """Return a text without the two signs."""
    return text.replace(OPENS, "").replace(CLOSES, "")


def outlook(text: str) -> str:
    """Return a plain text of Outlook's, where a place is `[cid:image001.png@01D9…]`, with places of ours."""
    return OUTLOOK.sub(lambda found: place(found[1]), text)


def named(text: str, names: Mapping[str, str]) -> str:
    """Return a text with the marks of the pictures in their places; of what did not come along, what was called."""
    return PLACE.sub(lambda found: mark(names.get(found[1]) or found[1].partition("@")[0]), text)


def between(pieces: Sequence[str]) -> list[str]:
    """Return texts without places behind the last word: there the list of files shows them."""
    kept = list(pieces)
    while kept and not PLACE.sub("", kept[-1]).strip():
        kept.pop()
    return kept
