"""One file reads the clock; the rest takes `now`. Measuring how long something took is no reading of the clock."""

import ast
import re

from tests.architecture.sources import Module, calls, dotted, modules

READER = "foundation/clock.py"
READS = re.compile(
    r"(^|\.)(datetime\.(now|utcnow|today)|date\.today|timezone\.(now|localdate|localtime)|time\.(time|time_ns|localtime|gmtime))$"
)


def offences(module: Module) -> list[str]:
    """Return where a module reads the clock, in Python or in the database."""
    if module.name == READER:
        return []
    found = [f"{module.name}:{call.lineno}" for call in calls(module.tree) if READS.search(dotted(call.func))]
    names = [node for node in ast.walk(module.tree) if isinstance(node, ast.keyword | ast.alias)]
    return found + [f"{module.name}:{node.lineno}" for node in names if by_database(node)]


def by_database(node: ast.keyword | ast.alias) -> bool:
    if isinstance(node, ast.alias):
        return node.name in {"django.db.models.functions.Now", "Now"}
    return node.arg in {"auto_now", "auto_now_add"}


def test_the_rule_sees_a_reading() -> None:
    bad = [
        "datetime.now(UTC)",
        "datetime.datetime.now()",
        "timezone.now()",
        "time.time()",
        "models.DateTimeField(auto_now=True)",
        "from django.db.models.functions import Now",
    ]
    good = ["clock.now()", "time.monotonic()", "datetime.fromisoformat(text)"]
    assert [text for text in bad + good if offences(Module("apps/desk/views.py", text))] == bad


def test_only_the_clock_reads_the_clock() -> None:
    assert [offence for module in modules() for offence in offences(module)] == []
