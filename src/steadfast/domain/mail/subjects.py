"""Subjects without what mail programs put before them: "Re: AW: [T-1042] Phones" is about "phones"."""

import re

PREFIX = re.compile(
    r"^(?:(?:re|aw|antw|antwort|sv|vs|rv|ref|res|rif|odp|ynt|atb|fw|fwd|wg|tr|doorst|i|enc|回复|答复|转发|返信)"
    r"(?:\s?\[\d+\]|\s?\(\d+\))?\s?[:：]\s?|\[[^\]]{1,40}\]\s?)",
    re.IGNORECASE,
)
FORWARDED = re.compile(
    r"(?:re\s?[:：]\s?|\[[^\]]{1,40}\]\s?){0,3}(?:fwd?|wg|tr|rv|enc|doorst|转发)\s?[:：]", re.IGNORECASE
)
LONGEST = 300


def is_forward(subject: str) -> bool:
    """Tell whether somebody passes on a mail of others: what stands below is then the matter itself."""
    return bool(FORWARDED.match(" ".join(subject.split())))


def about(subject: str) -> str:
    """Return a subject in small letters without prefixes and marks, for comparison."""
    return bare(subject).lower()


def bare(subject: str) -> str:
    """Return a subject in one line without prefixes, at most 300 characters."""
    text = " ".join(subject.split())
    while found := PREFIX.match(text):
        if not text[found.end() :].strip():
            break
        text = text[found.end() :].strip()
    return text[:LONGEST]
