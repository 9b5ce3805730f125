"""HTML to text: quotes become lines with ">", links keep their address, pictures leave a mark where they stood.

Nothing is loaded, nothing is run.
"""

import re
from html import unescape
from typing import Any
from urllib.parse import unquote

from inscriptis import Inscriptis
from inscriptis.css_profiles import STRICT_CSS_PROFILE
from inscriptis.model.config import ParserConfig
from lxml import html as lxml_html
from lxml.etree import LxmlError

from steadfast.apps.mail.reading import pictures
from steadfast.apps.mail.reading.links import spelled_out
from steadfast.apps.mail.reading.tables import laid_out

LONGEST = 3_000_000  # characters that are read; behind them only the original tells
QUOTES = "//blockquote[not(ancestor::blockquote)]"
TAGS = re.compile(
    r"<(?:script|style|head|title)\b.*?</(?:script|style|head|title)\s*>|<!--.*?-->", re.IGNORECASE | re.DOTALL
)
BREAKS = re.compile(r"<(?:br|/p|/div|/tr|/li|/h\d)\b[^>]*>", re.IGNORECASE)
ANY_TAG = re.compile(r"<[^<>]*>")
EMPTY = re.compile(r"\n[ \t\u00a0]*(?:\n[ \t\u00a0]*){2,}")
MARK = "\ue000{}\ue001"
MARKED = re.compile("\ue000(\\d+)\ue001")
WIDE = re.compile(r"(?<=\S) {4,}(?=\S)")  # what the library put between two columns
LONGEST_ALT = 100
CONFIG = ParserConfig(css=STRICT_CSS_PROFILE.copy())  # the relaxed one parts words at a span


def text_of_html(source: str) -> str:
    """Return what a page says as text."""
    page = source[:LONGEST].replace("\ue000", "").replace("\ue001", "")
    try:
        return _read(page)
    except (LxmlError, RecursionError, ValueError, KeyError, IndexError, AttributeError, TypeError, AssertionError):
        return _plainly(page)  # a page that the library stumbles over is read without its layout


def _read(page: str) -> str:
    if not page.strip():
        return ""
    tree = lxml_html.document_fromstring(page.encode("utf-8", "replace"), parser=lxml_html.HTMLParser(encoding="utf-8"))
    for picture in list(tree.iter("img")):
        _mark(picture)
    spelled_out(tree)
    laid_out(tree)
    quoted: list[str] = []
    for quote in tree.xpath(QUOTES):
        quoted.append(_quoted(quote))
        _replace(quote, MARK.format(len(quoted) - 1))
    text = _words(tree)
    return EMPTY.sub("\n\n", MARKED.sub(lambda found: quoted[int(found[1])], text)).strip()


def _quoted(quote: Any) -> str:
    """Return a quote as lines that begin with ">"; one inside it has two."""
    inner: list[str] = []
    for nested in quote.xpath(".//blockquote[count(ancestor::blockquote) = 1]"):
        inner.append(_quoted_plain(nested))
        _replace(nested, MARK.format(len(inner) - 1))
    text = MARKED.sub(lambda found: inner[int(found[1])], _words(quote))
    return "\n" + "\n".join(f"> {line}".rstrip() for line in EMPTY.sub("\n\n", text).strip().split("\n")) + "\n"


def _quoted_plain(quote: Any) -> str:
    text = EMPTY.sub("\n\n", _words(quote)).strip()
    return "\n" + "\n".join(f"> {line}".rstrip() for line in text.split("\n")) + "\n"


def _words(tree: Any) -> str:
    text = str(Inscriptis(tree, CONFIG).get_text()).replace("\u00a0", " ")
    lines = (line.rstrip() for line in text.split("\n"))
    return "\n".join(lines if tree.find(".//pre") is not None else (WIDE.sub("   ", line) for line in lines))


def _mark(picture: Any) -> None:
    """Put words in the place of a picture: of one that came along its place, of another what it is called."""
    source, called = picture.get("src") or "", " ".join((picture.get("alt") or "").split())[:LONGEST_ALT]
    is_ours = source[:4].lower() == "cid:"
    words = pictures.place(unquote(source[4:])) if is_ours else f"[{called}]" if called else ""
    if not words or picture.getparent() is None:
        return
    mark = lxml_html.fromstring("<div></div>" if is_ours else "<span></span>")
    mark.text, mark.tail = words, picture.tail
    picture.getparent().replace(picture, mark)


def _replace(element: Any, words: str) -> None:
    """Put words in the place of an element, in a paragraph of their own."""
    mark = lxml_html.fromstring("<div></div>")
    mark.text, mark.tail = words, element.tail
    element.getparent().replace(element, mark)


def _plainly(page: str) -> str:
    words = ANY_TAG.sub("", BREAKS.sub("\n", TAGS.sub("", page)))
    return EMPTY.sub("\n\n", unescape(words)).strip()
