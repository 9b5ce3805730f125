"""`steadfast vectors FILE`: runs calendar and clock facts of the `sla-vectors/1` format against the engine.

Exit status 0 when every answer agrees, 1 when one differs, 2 when the file cannot be read as that format.
"""

import argparse
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from steadfast.config.command.answer import BadInput, show
from steadfast.config.command.vector_answers import answer
from steadfast.config.command.vector_reading import BadVector, VectorFile, read_file
from steadfast.domain.service_level import TARGETS
from steadfast.domain.working_time import CalendarError


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path, help="facts of the format sla-vectors/1")


def run(options: argparse.Namespace) -> int:
    """Print what passed and every difference."""
    return run_file(options.file, as_json=options.json)


def run_file(path: Path, *, as_json: bool) -> int:
    """The same for a path; BadInput names the file, the vector and the field."""
    try:
        report = check(read_file(path))
    except BadVector as problem:
        raise BadInput(f"{path}: {problem.field}: {problem.message}") from None
    show(report, _words(report), as_json=as_json)
    return 1 if report["failed"] else 0


def check(file: VectorFile) -> dict[str, Any]:
    """{passed, failed, differences: [{id, expected, got}]}; `why` is added where the engine refused."""
    differences = []
    for vector in file.vectors:
        why = None
        try:
            got = answer(file, vector)
        except CalendarError as refusal:
            got, why = {"error": refusal.code}, str(refusal)
        expected = vector.expect
        if not _agree(vector.op, expected, got):
            found = {"id": vector.id, "expected": expected, "got": got}
            differences.append(found if why is None else {**found, "why": why})
    return {"passed": len(file.vectors) - len(differences), "failed": len(differences), "differences": differences}


def _agree(op: str, expected: Any, got: Any) -> bool:
    if op != "sla" or not isinstance(expected, Mapping) or "error" in expected or "error" in got:
        return type(expected) is type(got) and expected == got
    names = {*expected, *TARGETS}
    return all(_same_figures(expected.get(name), got.get(name)) for name in names)


def _same_figures(expected: Any, got: Any) -> bool:
    """A clock that does not exist is null or left out; of one that does, the figures that the vector names count."""
    if not isinstance(expected, Mapping) or not isinstance(got, Mapping):
        return expected is None and got is None
    return bool(expected) and all(name in got and got[name] == value for name, value in expected.items())


def _words(report: Mapping[str, Any]) -> str:
    lines = [f"{report['passed']} passed, {report['failed']} differ"]
    for found in report["differences"]:
        lines.append(f"{found['id']}: expected {json.dumps(found['expected'])}, got {json.dumps(found['got'])}")
        if "why" in found:
            lines.append(f"    {found['why']}")
    return "\n".join(lines)
