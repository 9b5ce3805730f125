"""Telephone numbers as they are compared: by their last nine digits, so that +44 20 … and 020 … are one number.

No library decides here what a valid number is: telephone systems, clients and imports write them in every way.
"""

COMPARED = 9
LEAST = 6  # digits of what is compared from the right; anything shorter is an extension and must be the same


def digits(text: str) -> str:
    """Return the digits of a number as it was typed."""
    return "".join(sign for sign in text if sign.isascii() and sign.isdigit())


def key(text: str) -> str:
    """Return by what a number is compared, "" where there is none (a withheld one)."""
    return digits(text)[-COMPARED:]


def same(one: str, other: str) -> bool:
    """Tell whether two numbers are the same, written however."""
    a, b = digits(one), digits(other)
    if min(len(a), len(b)) < LEAST:
        return bool(a) and a == b
    return a.endswith(b[-COMPARED:]) or b.endswith(a[-COMPARED:])


def is_number(text: str) -> bool:
    """Tell whether somebody types a number rather than a name."""
    bare = text.strip().lstrip("+(")
    return len(digits(text)) >= 3 and all(sign.isdigit() or sign in " ()-/.+" for sign in bare)
