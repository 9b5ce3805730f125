"""Which product wrote an export, by columns that no other one has together."""

from collections.abc import Iterable

from steadfast.apps.imports.guessing.headers import plain

# Each product: sets of headers, of which one must stand there as a whole.
TELLS: tuple[tuple[str, tuple[frozenset[str], ...]], ...] = tuple(
    (name, tuple(frozenset(some.split(", ")) for some in sets))
    for name, sets in (
        ("jira", ("issue key, issue type", "issue id, issue key")),
        ("servicenow", ("sys id", "sys updated on", "incident state", "number, assignment group, caller")),
        ("snipe-it", ("asset tag, model name, manufacturer, item name", "asset tag, checked out to")),
        ("lansweeper", ("asset typename", "asset unique")),
        ("autotask", ("primary resource", "sub issue type", "reference title", "installed product")),
        ("connectwise", ("service board", "configuration type", "company rec id", "board, sub type")),
        ("halopsa", ("fault id", "dateoccurred", "assettype name, inventory number", "toplevel name")),
        ("freshservice", ("display id, asset state", "workspace, requester name", "agent, department, created time")),
        ("zendesk", ("ticket form, requester id", "group stations", "requester domain", "assignee stations")),
    )
)  # fmt: skip


def product(columns: Iterable[str]) -> str:
    """Return the name of the product whose export these columns betray, or ""."""
    there = {plain(column) for column in columns}
    return next((name for name, sets in TELLS if any(some <= there for some in sets)), "")
