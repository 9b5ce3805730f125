"""The files that the rules of this folder look at, read once."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "steadfast"


@dataclass(frozen=True)
class Module:
    """One Python file: its name from the root of the source, and its text."""

    name: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    def within(self, *parts: str) -> bool:
        """Tell whether the file is, or lies in, one of these rooms at any depth."""
        path = Path(self.name)
        return bool({*path.parts[:-1], path.stem} & set(parts))


def modules(*, migrations: bool = False) -> Iterator[Module]:
    """Yield every module of the program."""
    for file in sorted(SOURCE.rglob("*.py")):
        if migrations or "migrations" not in file.parts:
            yield Module(file.relative_to(SOURCE).as_posix(), file.read_text())


def assets(pattern: str, folder: str) -> Iterator[tuple[str, str]]:
    """Yield name and text of templates or static files of our own."""
    for file in sorted(SOURCE.rglob(pattern)):
        if folder in file.parts:
            yield file.relative_to(SOURCE).as_posix(), file.read_text()


def calls(tree: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def dotted(node: ast.AST) -> str:
    """Return `a.b.c` for a name or a chain of attributes and calls, `` for anything else."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return dotted(node.func) if isinstance(node, ast.Call) else ""
