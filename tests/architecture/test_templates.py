"""Templates hold no script and no style: the content security policy forbids both, and a page would fail silently."""

import re

from tests.architecture.sources import assets

INLINE = {
    "script": re.compile(r"<script(?![^>]*\b(src=|type=\"application/json\"))", re.IGNORECASE),
    "style element": re.compile(r"<style\b", re.IGNORECASE),
    "style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "event attribute": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "script address": re.compile(r"javascript:", re.IGNORECASE),
    "marked safe": re.compile(r"\|\s*safe\b|\{%\s*autoescape off"),
    "another host": re.compile(r"(src|href)=[\"'](https?:)?//", re.IGNORECASE),
}


def offences(text: str) -> list[str]:
    """Return what a template does that it must not."""
    return [name for name, pattern in INLINE.items() if pattern.search(text)]


def test_the_rule_sees_each_kind() -> None:
    bad = {
        "script": "<script>alert(1)</script>",
        "style element": "<style>a{}</style>",
        "style attribute": '<p class="a" style="color:red">',
        "event attribute": '<button onclick="go()">',
        "script address": '<a href="javascript:go()">',
        "marked safe": "{{ text|safe }}",
        "another host": '<script src="https://elsewhere.example/a.js"></script>',
    }
    assert {name: offences(text) for name, text in bad.items()} == {name: [name] for name in bad}
    assert offences('<script type="module" src="{% static "a.js" %}"></script><p class="on">style = x</p>') == []


def test_templates_hold_no_script_and_no_style() -> None:
    pages = list(assets("*.html", "templates"))
    assert pages
    assert [f"{name}: {found}" for name, text in pages if (found := offences(text))] == []
