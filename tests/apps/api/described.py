"""Whether an answer of the API is one that its description allows: its status, and what it says."""

import json
import re
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator

from steadfast.apps.api.served import api
from steadfast.apps.api.serving import answers, schema


def fault(method: str, path: str, answer: Any) -> str:
    """Return what is wrong with an answer, "" for nothing; an address that is not described is no fault here."""
    found = next((methods for way, methods in _ways() if way.fullmatch(path.partition("?")[0])), {}).get(method.lower())
    if found is None:
        return ""
    told = found["responses"].get(str(answer.status_code))
    if told is None:
        return f"{method} {path} answers {answer.status_code}, which is not described"
    wanted = told.get("content", {}).get("application/json", {}).get("schema")
    if wanted is None:
        return ""
    whole = {**wanted, "components": _document()["components"]}
    return "; ".join(f"{one.json_path} {one.message}" for one in Draft202012Validator(whole).iter_errors(answer.json()))


@cache
def _ways() -> list[tuple[re.Pattern[str], dict[str, Any]]]:
    ways = sorted(_document()["paths"].items(), key=lambda way: way[0].count("{"))  # one that says all of it goes first
    return [(re.compile(re.sub(r"\{\w+\}", "[^/]+", path)), methods) for path, methods in ways]


@cache
def _document() -> Any:
    return json.loads(answers.text(schema.of(api)))
