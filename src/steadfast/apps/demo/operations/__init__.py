"""Writes of the demo: all of it through the operations that a practice uses itself."""

from steadfast.apps.demo.operations.load import NotTheDemo, load

__all__ = ["NotTheDemo", "load"]
