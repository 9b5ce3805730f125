"""Writes happen in operations: a view or a query that saves would leave no event behind it.

The rooms that may write: operations, an importer, the foundation, migrations, and the bench, which fills tables to
measure them. Reading is told from writing by the
method: save, create and delete on anything; update only on what looks like a queryset, because a dict has one too.
"""

import ast
import re

from tests.architecture.sources import Module, calls, dotted, modules

ROOMS = ("operations", "importing", "foundation", "bench")
ALWAYS = {
    "save",
    "create",
    "delete",
    "bulk_create",
    "bulk_update",
    "get_or_create",
    "update_or_create",
    "create_user",
    "set_password",
}
ON_ROWS = re.compile(r"(^|\.)(objects|filter|exclude|all|visible_to|select_for_update)(\.|$)")
SQL = re.compile(r"^\s*(INSERT|UPDATE|DELETE|REPLACE|TRUNCATE|DROP|ALTER|CREATE)\s", re.IGNORECASE)


def offences(module: Module) -> list[str]:
    """Return the writes of a module that is not a room for writing."""
    if module.within(*ROOMS):
        return []
    return [f"{module.name}:{call.lineno} {call.func.attr}" for call in calls(module.tree) if writes(call)]  # type: ignore[attr-defined]


def writes(call: ast.Call) -> bool:
    if not isinstance(call.func, ast.Attribute):
        return False
    method, receiver = call.func.attr, dotted(call.func.value)
    if method in ALWAYS or (method == "update" and ON_ROWS.search(receiver)):
        return not receiver.endswith(("operations", "session"))
    return method in {"execute", "executemany"} and any(is_sql(argument) for argument in call.args)


def is_sql(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and bool(SQL.match(node.value))


def test_the_rule_sees_a_write_in_a_view() -> None:
    bad = [
        "ticket.save()",
        "Ticket.objects.create(x=1)",
        "Ticket.objects.filter(x=1).update(y=2)",
        "rows.filter(x=1).delete()",
        "cursor.execute('UPDATE desk_ticket SET x = 1')",
    ]
    good = ["{}.update(a=1)", "operations.create(x=1)", "cursor.execute('SELECT 1')"]
    assert [text for text in bad + good if offences(Module("apps/desk/views/show.py", text))] == bad


def test_the_rule_lets_operations_write() -> None:
    assert offences(Module("apps/desk/operations/open.py", "Ticket.objects.create(x=1)")) == []
    assert offences(Module("apps/desk/operations.py", "Ticket.objects.create(x=1)")) == []


def test_only_operations_write() -> None:
    assert [offence for module in modules() for offence in offences(module)] == []
