"""The mark of a picture in a text: `[image: scan.png]`, as mail programs themselves write it."""

BEGINS = "[image: "


def mark(name: str) -> str:
    """Return the mark of a picture by its file's name."""
    return f"{BEGINS}{name}]"
