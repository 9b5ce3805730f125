"""A file holds one idea, and an idea is short."""

import ast

from tests.architecture.sources import Module, assets, modules

LINES = {"python": 200, "template": 150, "css": 150, "js": 80}
FUNCTION = 50
SETTINGS = ("config/settings.py", 300)  # every setting in one file


def longer(named: list[tuple[str, str]], limit: int) -> list[str]:
    return [f"{name}: {size}" for name, text in named if (size := len(text.splitlines())) > limit]


def long_functions(module: Module) -> list[str]:
    nodes = [node for node in ast.walk(module.tree) if isinstance(node, ast.FunctionDef)]
    return [f"{module.name}:{n.lineno} {n.name}" for n in nodes if (n.end_lineno or 0) - n.lineno >= FUNCTION]


def test_the_rules_see_what_is_too_long() -> None:
    assert longer([("a", "x\n" * 3), ("b", "x\n")], 2) == ["a: 3"]
    assert long_functions(Module("a.py", "def f():\n" + "    x = 1\n" * 60)) == ["a.py:1 f"]


def test_no_file_is_too_long() -> None:
    named = {module.name: module.text for module in modules()}
    assert longer([(SETTINGS[0], named.pop(SETTINGS[0]))], SETTINGS[1]) == []
    assert longer(list(named.items()), LINES["python"]) == []
    assert longer(list(assets("*.html", "templates")), LINES["template"]) == []
    assert longer(list(assets("*.css", "static")), LINES["css"]) == []
    assert longer(list(assets("*.js", "static")), LINES["js"]) == []


def test_no_function_is_too_long() -> None:
    assert [name for module in modules() for name in long_functions(module)] == []
