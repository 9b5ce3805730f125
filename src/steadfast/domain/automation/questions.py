"""The questions of a request form, and what a ticket says of the answers."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

TYPES = ("text", "long text", "choice", "date", "person", "device")
MOST = 30


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `key` names its answer for ever, whatever becomes of its label."""

    key: str
    label: str
    type: str = "text"
    required: bool = False
    help: str = ""
    choices: tuple[str, ...] = ()


def read(stored: Sequence[Mapping[str, Any]]) -> list[Question]:
    """Return questions as they are stored."""
    return [Question(**{**one, "choices": tuple(one.get("choices", ()))}) for one in stored]


def written(questions: Sequence[Question]) -> list[dict[str, Any]]:
    """Return questions as JSON; those without a key are given the next free one."""
    used = {one.key for one in questions if one.key}
    free = (f"q{n}" for n in range(1, 10_000) if f"q{n}" not in used)
    return [{**asdict(one), "key": one.key or next(free), "choices": list(one.choices)} for one in questions]


def faults(questions: Sequence[Question]) -> list[tuple[str, str]]:
    """Return what is wrong: the label, and "choices" (too few), "twice" or "type"."""
    found, labels = [], set()
    for one in questions:
        if one.label.casefold() in labels:
            found.append((one.label, "twice"))
        labels.add(one.label.casefold())
        if one.type not in TYPES:
            found.append((one.label, "type"))
        if one.type == "choice" and len(set(one.choices)) < 2:
            found.append((one.label, "choices"))
    return found


def missing(questions: Sequence[Question], answers: Mapping[str, str]) -> list[str]:
    """Return the labels of what must be answered and is not, or is none of its choices."""
    wrong = []
    for one in questions:
        answer = answers.get(one.key, "").strip()
        if (one.required and not answer) or (answer and one.type == "choice" and answer not in one.choices):
            wrong.append(one.label)
    return wrong


def told(questions: Sequence[Question], answers: Mapping[str, str]) -> str:
    """Return the answers as a ticket says them, in order; what was left empty is left out."""
    lines = []
    for one in questions:
        answer = answers.get(one.key, "").strip()
        if answer:
            lines.append(f"{one.label}:\n{answer}" if "\n" in answer else f"{one.label}: {answer}")
    return "\n".join(lines)


def title(name: str, questions: Sequence[Question], answers: Mapping[str, str], longest: int) -> str:
    """Return the title of the ticket: the form's name and the first short answer."""
    short = (answers.get(one.key, "").strip() for one in questions if one.type != "long text")
    first = next((answer for answer in short if answer), "")
    return " ".join((f"{name}: {first}" if first else name).split())[:longest]
