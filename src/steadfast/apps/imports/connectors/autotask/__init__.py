"""Autotask PSA by its REST API: tried against the documented shapes alone. See README.md."""

from steadfast.apps.imports.connectors.autotask.autotask import AUTOTASK

__all__ = ["AUTOTASK"]
