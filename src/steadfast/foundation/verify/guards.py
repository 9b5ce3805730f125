"""The triggers that refuse changes must all stand; SQLite drops them silently when it rebuilds a table."""

from collections.abc import Iterator

from steadfast.foundation import triggers
from steadfast.foundation.verify.findings import Finding, register


@register("triggers")
def check() -> Iterator[Finding]:
    for name in triggers.missing():
        yield Finding(f"trigger {name}", "missing, switched off or changed")
