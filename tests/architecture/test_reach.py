"""What a client's contact can reach is written down, so that a new table cannot leak unseen."""

import ast

from django.apps import apps

from tests.architecture.reach import INSIDE, REACHABLE
from tests.architecture.sources import Module, modules


def doors(module: Module) -> list[tuple[str, bool]]:
    """Return, for each `visible_to` of a module, the model that it returns and whether it lets a contact in."""
    found = [n for n in ast.walk(module.tree) if isinstance(n, ast.FunctionDef) and n.name.startswith("visible_to")]
    return [(returned(node), "client_id" in ast.unparse(node)) for node in found]


def returned(function: ast.FunctionDef) -> str:
    kind = function.returns
    return ast.unparse(kind.slice).split(".")[-1] if isinstance(kind, ast.Subscript) else ""


def unlisted(labels: set[str]) -> list[str]:
    """Return models on neither list or on both."""
    return sorted(label for label in labels if (label in REACHABLE) == (label in INSIDE))


def all_doors() -> list[tuple[str, bool]]:
    return [door for module in modules() if module.within("queries") for door in doors(module)]


def test_the_rules_see_a_new_model_and_read_a_door() -> None:
    assert unlisted({"desk.Ticket", "desk.Rumor"}) == ["desk.Rumor"]
    text = "def visible_to(actor) -> QuerySet[Ticket]:\n    return Ticket.objects.filter(client_id=actor.client_id)"
    assert doors(Module("apps/desk/queries/tickets.py", text)) == [("Ticket", True)]


def test_every_model_is_on_one_list() -> None:
    ours = {m._meta.label for m in apps.get_models() if m.__module__.startswith("steadfast.")}
    assert unlisted(ours) == []
    assert sorted({*REACHABLE, *INSIDE} - ours) == []


def test_only_reachable_models_have_a_door_for_contacts() -> None:
    assert all_doors(), "no visible_to was found at all"
    assert sorted({model for model, lets_in in all_doors() if lets_in} - set(REACHABLE.values())) == []


def test_every_reachable_model_has_a_door() -> None:
    assert sorted(set(REACHABLE.values()) - {model for model, _ in all_doors()}) == []
