"""How a command answers: text for a person, or the same as one JSON document."""

import json
from collections.abc import Mapping


class BadInput(Exception):
    """What was given cannot be used; the message says what and where, in one line."""


def show(data: Mapping[str, object], text: str, *, as_json: bool) -> None:
    """Print `data` as JSON, or else `text`."""
    print(json.dumps(data, ensure_ascii=False, default=str) if as_json else text)
