"""HTML to text: quotes become lines with ">", links keep their address; nothing is loaded, nothing is run."""

import re
from html import unescape
from typing import Any

from inscriptis import Inscriptis
from inscriptis.model.config import ParserConfig
from lxml import html as lxml_html
from lxml.etree import LxmlError

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
CONFIG = ParserConfig(display_links=True)


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
    return str(Inscriptis(tree, CONFIG).get_text()).replace("\u00a0", " ")


def _replace(element: Any, words: str) -> None:
    """Put words in the place of an element, in a paragraph of their own."""
    mark = lxml_html.fromstring("<div></div>")
    mark.text, mark.tail = words, element.tail
    element.getparent().replace(element, mark)


def _plainly(page: str) -> str:
    words = ANY_TAG.sub("", BREAKS.sub("\n", TAGS.sub("", page)))
    return EMPTY.sub("\n\n", unescape(words)).strip()
