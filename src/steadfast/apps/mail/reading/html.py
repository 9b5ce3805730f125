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
from steadfast.apps.mail.reading.bounds import bounded
from steadfast.apps.mail.reading.links import spelled_out
from steadfast.apps.mail.reading.tables import laid_out

LONGEST = 3_000_000  # characters that are read; behind them only the original tells
QUOTES = "//blockquote[not(ancestor::blockquote)]"
TAGS = re.compile(  # one that is not closed goes to the end, so that nothing is looked through twice
    r"<(script|style|title)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)", re.IGNORECASE | re.DOTALL
)
BREAKS = re.compile(r"<(?:br|/p|/div|/tr|/li|/h\d)\b[^<>]*>", re.IGNORECASE)
ANY_TAG = re.compile(r"<[^<>]*>")
EMPTY = re.compile(r"\n[ \t\u00a0]*(?:\n[ \t\u00a0]*){2,}")
MARK = "\ue000{}\ue001"
MARKED = re.compile("\ue000(\\d{1,7})\ue001")
WIDE = re.compile(r"(?<=\S) {4,}(?=\S)")  # what the library put between two columns
LONGEST_ALT = 100
STUMBLES = (
    LxmlError, RecursionError, ValueError, ArithmeticError, LookupError, AttributeError, TypeError, AssertionError,
)  # fmt: skip
CONFIG = ParserConfig(css=STRICT_CSS_PROFILE.copy())  # the relaxed one parts words at a span


def text_of_html(source: str) -> str:
    """Return what a page says as text."""
    page = source[:LONGEST].replace("\ue000", "").replace("\ue001", "")
    try:
        return _read(page)
    except STUMBLES:
        return _plainly(page)  # a page that the library stumbles over is read without its layout


def _read(page: str) -> str:
    if not page.strip():
        return ""
    tree = lxml_html.document_fromstring(page.encode("utf-8", "replace"), parser=lxml_html.HTMLParser(encoding="utf-8"))
    for picture in list(tree.iter("img")):
        _mark(picture)
    spelled_out(tree)
    laid_out(tree)
    bounded(tree)
    quoted: dict[int, str] = {}
    for no, quote in enumerate(tree.xpath(QUOTES)):
        quoted[no] = _quoted(quote)
        _replace(quote, MARK.format(no))
    return EMPTY.sub("\n\n", _placed(_words(tree), quoted)).strip()


def _quoted(quote: Any) -> str:
    """Return a quote as lines that begin with ">"; one inside it has two."""
    inner: dict[int, str] = {}
    for no, nested in enumerate(quote.xpath(".//blockquote[count(ancestor::blockquote) = 1]")):
        inner[no] = _quoted_plain(nested)
        _replace(nested, MARK.format(no))
    text = _placed(_words(quote), inner)
    return "\n" + "\n".join(f"> {line}".rstrip() for line in EMPTY.sub("\n\n", text).strip().split("\n")) + "\n"


def _quoted_plain(quote: Any) -> str:
    text = EMPTY.sub("\n\n", _words(quote)).strip()
    return "\n" + "\n".join(f"> {line}".rstrip() for line in text.split("\n")) + "\n"


def _placed(text: str, quotes: dict[int, str]) -> str:
    """Put each quote in its place, once: a page may write marks, too, as entities."""
    return MARKED.sub(lambda found: quotes.pop(int(found[1]), ""), text)


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
