"""Bytes to text, whatever charset they say or misspell; and text without what a database or a page cannot hold."""

import codecs
import re

ALIASES = {
    "uft-8": "utf-8", "utf8": "utf-8", "utf_8": "utf-8", "unicode-1-1-utf-7": "utf-7", "unicode-1-1-utf-8": "utf-8",
    "iso-8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252", "us-ascii": "utf-8", "ascii": "utf-8",
    "ansi_x3.4-1968": "utf-8", "ks_c_5601-1987": "cp949", "ks_c_5601": "cp949", "euc-kr": "cp949", "gb2312": "gb18030",
    "gbk": "gb18030", "x-gbk": "gb18030", "shift_jis": "cp932", "shift-jis": "cp932", "x-sjis": "cp932",
    "windows-31j": "cp932", "iso-2022-jp": "iso2022_jp_ext", "iso-8859-8-i": "iso-8859-8", "x-unknown": "utf-8",
    "8bit": "utf-8", "binary": "utf-8", "default": "utf-8", "windows-874": "cp874", "x-mac-roman": "mac_roman",
    "macintosh": "mac_roman", "unknown-8bit": "utf-8", "_iso-2022-jp$esc": "iso2022_jp_ext",
}  # fmt: skip
OF_NAMES = {"idna", "punycode", "unicode_escape", "raw_unicode_escape"}  # codecs that no mail program writes a text in
HALVES = re.compile("[\ud800-\udfff]")
UNSEEN = dict.fromkeys([*range(1, 9), 11, 12, *range(14, 32), 127], "\N{REPLACEMENT CHARACTER}")
UNSEEN[0] = "\N{SYMBOL FOR NULL}"


def text_of(content: bytes, charset: str) -> str:
    """Return bytes as text: by the charset they say, by UTF-8 where they are that, or as well as can be."""
    wanted = _named(charset)
    for name in dict.fromkeys((wanted, "utf-8")):
        try:
            return clean(content.decode(name))
        except (UnicodeError, LookupError, ValueError):
            continue
    try:
        return clean(content.decode(wanted if wanted != "utf-8" else "cp1252", "replace"))
    except (UnicodeError, LookupError, ValueError):
        return clean(content.decode("latin-1"))


def clean(text: str) -> str:
    """Return a text with line ends as "\\n", and with a sign where something stood that cannot be kept."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return HALVES.sub("\N{REPLACEMENT CHARACTER}", lines).translate(UNSEEN)


def _named(charset: str) -> str:
    """Return the name by which Python knows a charset of text; UTF-8 for none and for one that nobody knows."""
    said = charset.strip().strip("\"'").lower()
    name = ALIASES.get(said, said)
    try:
        found = codecs.lookup(name) if name else None
    except (LookupError, ValueError, UnicodeError):
        return "utf-8"
    if found is None or not getattr(found, "_is_text_encoding", True) or found.name.replace("-", "_") in OF_NAMES:
        return "utf-8"
    return found.name
