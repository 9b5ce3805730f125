"""A commitment as a sentence with the client in it: what is to be done, in words that need no ticket beside them."""

WORDS = {
    "first response": "Answer {client}: {title}",
    "next update": "Tell {client} how it stands: {title}",
    "resolution": "{client}: {title}",
}


def sentence(kind: str, what: str, client: str, title: str) -> str:
    """Return the sentence. What somebody promised in words of their own keeps these words."""
    form = WORDS.get(kind)
    return form.format(client=client, title=title) if form and client else what or title
