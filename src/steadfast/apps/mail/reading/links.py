"""Links of a page in its text: what they are called, then where they lead, in angle brackets as in a letter.

Both are shown, so that nobody follows a name to where it does not lead.
"""

import re
from typing import Any
from urllib.parse import unquote

LEADS = re.compile(r"(?:https?|ftps?)://\S", re.IGNORECASE)
BEFORE = re.compile(r"^(?:https?://|mailto:|tel:)|/$", re.IGNORECASE)
LONGEST = 2_000


def spelled_out(tree: Any) -> None:
    """Write behind each link where it leads, unless it says so itself or has no words."""
    for link in tree.iter("a"):
        leads = "".join((link.get("href") or "").split())[:LONGEST]
        words = " ".join(str(link.text_content()).split())
        if words and _tells_more(leads, words):
            link.tail = f" <{leads}>{link.tail or ''}"


def _tells_more(leads: str, words: str) -> bool:
    if leads[:7].lower() == "mailto:":
        leads = unquote(leads.partition("?")[0])
    elif not LEADS.match(leads):
        return False
    return BEFORE.sub("", leads).casefold() != BEFORE.sub("", words).casefold()
