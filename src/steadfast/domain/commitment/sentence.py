"""A commitment as a sentence with the client in it: what is to be done, in words that need no ticket beside them."""

from steadfast.domain.language import known, say

WORDS = {
    "first response": known("Answer %(client)s: %(title)s"),
    "next update": known("Tell %(client)s how it stands: %(title)s"),
    "resolution": known("%(client)s: %(title)s"),
}


def sentence(kind: str, what: str, client: str, title: str) -> str:
    """Return the sentence. What somebody promised in words of their own keeps these words."""
    form = WORDS.get(kind)
    return say(form, client=client, title=title) if form and client else what or title
