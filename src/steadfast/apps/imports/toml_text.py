"""A mapping as the text of its TOML file: what the pages of an import made, to be kept, read and given away."""

import json
from collections.abc import Mapping
from typing import Any


def written(body: Mapping[str, Any], about: str = "") -> str:
    """Return the TOML of a mapping's body; `about` is a comment on its first line."""
    lines = [f"# {about}"] if about else []
    return "\n".join([*lines, *_table("", body)]).strip() + "\n"


def _table(path: str, body: Mapping[str, Any]) -> list[str]:
    plain = [f"{_key(name)} = {_value(value)}" for name, value in body.items() if not _is_table(value)]
    head = ["", f"[{path}]"] if path and (plain or not body) else []
    below = []
    for name, value in body.items():
        if _is_table(value):
            below += _table(f"{path}.{_key(name)}".lstrip("."), value)
    return [*head, *plain, *below]


def _is_table(value: Any) -> bool:
    return isinstance(value, Mapping)


def _key(name: str) -> str:
    bare = name.isascii() and name.replace("_", "").replace("-", "").isalnum()
    return name if bare else _text(name)


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_value, value))}]"
    return str(value) if isinstance(value, int | float) else _text(str(value))


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
