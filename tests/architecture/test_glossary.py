"""The glossary is true: what it names exists, and no page says a word that it replaces."""

import ast
import importlib
import re
from dataclasses import dataclass

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist

from tests.architecture.sources import ROOT, assets, modules

TAGS = re.compile(r"\{#.*?#\}|\{%\s*comment.*?endcomment\s*%\}|\{%.*?%\}|\{\{.*?\}\}|<[^>]*>", re.DOTALL)
TRANSLATED = re.compile(r"\{% translate \"([^\"]*)\"[^%]*%\}")
SPOKEN = re.compile(r"(?:aria-label|placeholder|title|alt)=\"([^\"]*)\"")


@dataclass(frozen=True)
class Term:
    say: str
    where: str
    banned: tuple[str, ...]


def terms(text: str) -> list[Term]:
    """Return the rows of every table of the glossary."""
    rows = [
        [cell.strip() for cell in line.strip("|\n ").split("|")] for line in text.splitlines() if line.startswith("|")
    ]
    rows = [row + [""] * (4 - len(row)) for row in rows if row[0] not in {"Say", "---"}]
    return [Term(row[0], row[2], tuple(word.strip() for word in row[3].split(",") if word.strip())) for row in rows]


def exists(where: str) -> bool:
    """Tell whether what a term points at is there: a model, a field, something of the domain, a kind."""
    if not where.startswith("`"):
        return where in {"kind", "—"}
    name = where.strip("`")
    return in_domain(name) if name.startswith("steadfast.") else in_models(name)


def in_models(name: str) -> bool:
    label, model, *field = name.split(".")
    try:
        found = apps.get_model(label, model)
        return not field or bool(found._meta.get_field(field[0]))
    except (LookupError, FieldDoesNotExist):
        return False


def in_domain(name: str) -> bool:
    parts = name.split(".")
    for cut in range(len(parts), 1, -1):
        try:
            found: object = importlib.import_module(".".join(parts[:cut]))
        except ImportError:
            continue
        for part in parts[cut:]:
            known = getattr(found, "__dataclass_fields__", {})
            if not hasattr(found, part) and part not in known:
                return False
            found = getattr(found, part, None)
        return True
    return False


def said(template: str) -> str:
    """Return what a reader of a template is told: its text, and the attributes that are read out."""
    template = TRANSLATED.sub(r"\1", template)
    return " ".join([TAGS.sub(" ", template), *SPOKEN.findall(template)])


def banned_in(text: str, words: list[str]) -> list[str]:
    return [word for word in words if re.search(rf"\b{re.escape(word)}s?\b", text, re.IGNORECASE)]


def kinds_in_code() -> set[str]:
    """Return every short text of the program, where the names of kinds must be."""
    nodes = [node for module in modules() for node in ast.walk(module.tree) if isinstance(node, ast.Constant)]
    return {node.value for node in nodes if isinstance(node.value, str)}


GLOSSARY = terms((ROOT / "GLOSSARY.md").read_text())
BANNED = [word for term in GLOSSARY for word in term.banned] + ["successfully"]


def test_the_rules_see_a_wrong_term_and_a_banned_word() -> None:
    assert exists("`desk.Ticket.priority`")
    assert not exists("`desk.Rumor`")
    assert not exists("`desk.Ticket.rumor`")
    assert not exists("`steadfast.domain.commitment.verdict.Verdict.RUMOR`")
    assert banned_in(said('<p title="a customer">{{ customer }} {% url "customer" %}</p>'), ["customer"]) == [
        "customer"
    ]
    assert banned_in(said('<p class="customer">{{ customer }}</p>'), ["customer"]) == []


def test_every_term_points_at_something_that_exists() -> None:
    assert len(GLOSSARY) > 30
    assert [term.say for term in GLOSSARY if not exists(term.where)] == []


def test_every_kind_in_the_glossary_is_used_in_the_code() -> None:
    assert sorted({term.say for term in GLOSSARY if term.where == "kind"} - kinds_in_code()) == []


def test_no_page_says_a_word_that_the_glossary_replaces() -> None:
    spoken = [(name, said(text)) for name, text in assets("*.html", "templates")]
    assert [f"{name}: {found}" for name, text in spoken if (found := banned_in(text, BANNED))] == []
