"""A file is named by its idea and opens by saying it."""

import ast
import re
from pathlib import Path

from tests.architecture.sources import Module, modules

EMPTY = {"utils", "util", "helpers", "common", "misc", "base", "services", "service", "manager", "managers", "core"}


def says_nothing(name: str) -> bool:
    """Tell whether a file or a folder on the way to it has a name without meaning."""
    path = Path(name)
    return bool({*path.parts[:-1], path.stem} & EMPTY)


def undocumented(module: Module) -> bool:
    return bool(module.text.strip()) and not ast.get_docstring(module.tree)


def bare_functions(module: Module) -> list[str]:
    """Return the public functions and classes that have no docstring."""
    found = []
    for node in module.tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            found += [] if ast.get_docstring(node) else [f"{module.name}:{node.lineno} {node.name}"]
    return found


def test_the_rules_see_a_bad_file() -> None:
    assert says_nothing("apps/desk/utils.py")
    assert says_nothing("apps/common/ticket.py")
    assert not says_nothing("apps/desk/ticket.py")
    assert undocumented(Module("a.py", "x = 1"))
    assert not undocumented(Module("a.py", '"""The idea."""'))
    assert bare_functions(Module("domain/a.py", "def due(): ...\ndef _inner(): ...")) == ["domain/a.py:1 due"]


def test_every_name_says_something() -> None:
    assert [module.name for module in modules() if says_nothing(module.name)] == []


def test_every_module_opens_with_its_idea() -> None:
    assert [module.name for module in modules() if undocumented(module)] == []


def test_everything_public_in_the_domain_is_documented() -> None:
    domain = [module for module in modules() if module.name.startswith("domain/")]
    assert [name for module in domain for name in bare_functions(module)] == []


def test_migrations_are_named_by_what_they_do() -> None:
    names = [m.name for m in modules(migrations=True) if "/migrations/0" in m.name]
    assert names
    assert [name for name in names if re.search(r"auto|merge_\d|\d{8}_\d{4}", Path(name).stem)] == []
