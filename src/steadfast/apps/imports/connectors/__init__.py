"""Connectors: what is pulled from another system by its API, one folder for each system, and the registry of them.

A connector pulls; it never writes here. What it pulled is stored as JSON lines before anybody parses it, and is then
imported like any file. docs/reference/connectors.md says how to add one.
"""

from steadfast.apps.imports.connectors.connector import Connector, Known, Record, Session, Setting
from steadfast.apps.imports.connectors.registry import all_connectors, named, register
from steadfast.apps.imports.connectors.trouble import Trouble

__all__ = [
    "Connector",
    "Known",
    "Record",
    "Session",
    "Setting",
    "Trouble",
    "all_connectors",
    "named",
    "register",
]
