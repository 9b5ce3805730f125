"""HaloPSA by its REST API: tried against the documented shapes alone, never against a real HaloPSA. See README.md."""

from steadfast.apps.imports.connectors.halopsa.halopsa import HALOPSA

__all__ = ["HALOPSA"]
