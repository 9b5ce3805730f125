"""ConnectWise PSA (Manage) by its REST API: tried against the documented shapes alone. See README.md."""

from steadfast.apps.imports.connectors.connectwise.connectwise import CONNECTWISE

__all__ = ["CONNECTWISE"]
