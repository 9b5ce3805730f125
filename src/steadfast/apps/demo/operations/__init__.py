"""Writes of the demo: all of it through the operations that a practice uses itself."""

from steadfast.apps.demo.operations.load import load

__all__ = ["load"]
