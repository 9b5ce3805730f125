"""Addresses of pages in what somebody wrote, as links. The whole address is shown, so nobody is led elsewhere.

Only http and https, written out; nothing is guessed. It takes time by the length of the text.
"""

import re

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

UNSEEN = "\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"  # turns letters, or hides between them
ADDRESS = re.compile(rf"https?://[^\W_][^\s<>\"“”{UNSEEN}]{{0,2000}}", re.IGNORECASE)
BEHIND = ".,;:!?'*_…"  # ends a sentence, not an address
PAIRS = {")": "(", "]": "["}


def linked(text: str) -> SafeString:
    """Return a text, escaped, with its addresses as links that say nothing of where they were followed."""
    found, at = [], 0
    for match in ADDRESS.finditer(text):
        address = _without_end(match[0])
        found += [conditional_escape(text[at : match.start()]), _link(address)]
        at = match.start() + len(address)
    return mark_safe("".join([*found, conditional_escape(text[at:])]))


def _link(address: str) -> SafeString:
    """Return a link that is read from left to right, whatever signs stand around it."""
    return format_html('<a href="{0}" dir="ltr" rel="noopener noreferrer nofollow" target="_blank">{0}</a>', address)


def _without_end(address: str) -> str:
    """Return an address without the signs behind it that belong to the sentence."""
    spare = {closing: address.count(closing) - address.count(opening) for closing, opening in PAIRS.items()}
    end = len(address)
    while (last := address[end - 1]) in BEHIND or spare.get(last, 0) > 0:
        spare[last] = spare.get(last, 0) - 1
        end -= 1
    return address[:end]
