"""The name that somebody gave a file, made harmless: no folders, nothing unseen, no longer than a file system takes."""

import unicodedata

LONGEST = 255  # bytes
UNNAMED = "file"
RESERVED = '<>:"|?*'  # a name must be one on every system that saves it


def harmless(given: str) -> str:
    """Return the last part of a name without what hides or turns letters (controls, RTL marks), at most 255 bytes."""
    last = unicodedata.normalize("NFC", given).replace("\\", "/").rsplit("/", 1)[-1]
    seen = "".join(_plain(letter) for letter in last)
    name = " ".join(seen.split()).strip(" .") or UNNAMED
    return _cut(name)


def _plain(letter: str) -> str:
    kind = unicodedata.category(letter)
    if kind in ("Zs", "Zl", "Zp"):
        return " "
    if kind[0] == "C":  # controls, marks of direction, halves of pairs, what is not assigned
        return ""
    return "_" if letter in RESERVED else letter


def _cut(name: str) -> str:
    """Shorten a name before its ending, which tells what to open it with."""
    if len(name.encode()) <= LONGEST:
        return name
    stem, dot, ending = name.rpartition(".")
    tail = f"{dot}{ending}" if stem and len(ending.encode()) <= 16 else ""
    head = (stem if tail else name).encode()[: LONGEST - len(tail.encode())].decode(errors="ignore")
    return f"{head.rstrip()}{tail}"
