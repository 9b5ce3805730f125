"""A lock on a row never stands in the way of a row that only refers to it.

PostgreSQL checks foreign keys by locking the row they name FOR KEY SHARE, here when a transaction commits, and FOR
UPDATE conflicts with that while FOR NO KEY UPDATE does not. Two writers, one checking at its commit while it holds a
chain and one waiting for that chain while it holds the client, would end each other as a deadlock. No operation changes
a key, so every lock says no_key=True. Source: PostgreSQL, "Explicit Locking", row-level locks.
"""

import ast

from tests.architecture.sources import Module, calls, dotted, modules


def offences(module: Module) -> list[str]:
    """Return where a module locks rows against those that refer to them."""
    locks = [call for call in calls(module.tree) if dotted(call.func).endswith("select_for_update")]
    return [f"{module.name}:{call.lineno}" for call in locks if not lets_references_pass(call)]


def lets_references_pass(call: ast.Call) -> bool:
    return any(word.arg == "no_key" and ast.unparse(word.value) == "True" for word in call.keywords)


def test_the_rule_sees_a_lock_that_stops_references() -> None:
    bad = [
        "Client.objects.select_for_update().get()",
        "rows.filter(pk=1).select_for_update()",
        "rows.select_for_update(no_key=False)",
    ]
    good = ["Client.objects.select_for_update(no_key=True).get()"]
    assert [text for text in bad + good if offences(Module("apps/desk/views.py", text))] == bad


def test_every_lock_lets_references_pass() -> None:
    assert [offence for module in modules() for offence in offences(module)] == []
