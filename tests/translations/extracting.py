"""Finds every text that is marked for translation, as (context, one, many) with the file that says it."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from babel.messages.extract import extract_python
from django.template import Engine, engines
from django.templatetags.i18n import BlockTranslateNode, TranslateNode
from django.utils.translation import trim_whitespace

from tests.translations.places import MAIN, files, own

ONE = ("say", "known", "_", "gettext", "gettext_lazy")
MANY = ("say_n", "ngettext", "ngettext_lazy")
IN_CONTEXT = ("pgettext", "pgettext_lazy")
ARGUMENT = re.compile(r"""_\(("[^"]*"|'[^']*')\)""")  # a constant inside a tag: {% include … with words=_("…") %}


class Text(NamedTuple):
    """A text of the program; `many` is "" where nothing is counted."""

    context: str
    one: str
    many: str = ""


def found() -> dict[Text, list[str]]:
    """Return every text with the files that say it."""
    texts: dict[Text, list[str]] = {}
    for pattern, read in (("*.py", in_python), ("*.html", in_template)):
        for name, file in files(pattern):
            for text in read(file):
                places = texts.setdefault(text, [])
                places += [] if name in places else [name]
    return texts


def by_catalog() -> dict[str, dict[Text, list[str]]]:
    """Return what each catalog has to say, by its folder: a text stands once, in the main one or its first app's."""
    parted: dict[str, dict[Text, list[str]]] = {}
    for text, said_by in found().items():
        folders = {own(name) for name in said_by}
        parted.setdefault(MAIN if MAIN in folders else min(folders), {})[text] = said_by
    return parted


def in_python(file: Path) -> Iterator[Text]:
    """Yield the texts of a module."""
    with file.open("rb") as source:
        for _, function, messages, _ in extract_python(source, (*ONE, *MANY, *IN_CONTEXT), (), {}):
            given = [messages] if isinstance(messages, str) else [message or "" for message in messages or ()]
            if function in MANY and len(given) > 1:
                yield Text("", given[0], given[1])
            elif function in IN_CONTEXT and len(given) > 1:
                yield Text(given[0], given[1])
            elif given and given[0] and function in ONE:
                yield Text("", given[0])


def in_template(file: Path) -> Iterator[Text]:
    """Yield the texts of a template, as its tags will look them up."""
    source = file.read_text()
    nodes = _engine().from_string(source).nodelist
    for plain in nodes.get_nodes_by_type(TranslateNode):
        said = plain.filter_expression.var
        if isinstance(getattr(said, "literal", None), str):
            yield Text(_context(plain), str(said.literal).replace("%", "%%"))  # as Django looks it up
        elif isinstance(said, str):
            yield Text(_context(plain), said.replace("%", "%%"))
    for block in nodes.get_nodes_by_type(BlockTranslateNode):
        many = _message(block, block.plural) if block.plural else ""
        yield Text(_context(block), _message(block, block.singular), many)
    for argument in ARGUMENT.findall(source):
        yield Text("", argument[1:-1])


def _engine() -> Engine:
    return engines["django"].engine  # type: ignore[no-any-return]


def _message(block: BlockTranslateNode, tokens: list[object]) -> str:
    text, _ = block.render_token_list(tokens)
    return str(trim_whitespace(text) if block.trimmed else text)


def _context(node: TranslateNode | BlockTranslateNode) -> str:
    named = node.message_context
    return str(named.resolve({})) if named else ""
