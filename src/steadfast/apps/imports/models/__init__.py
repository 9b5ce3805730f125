"""Imports: one batch per file that was brought in."""

from steadfast.apps.imports.models.batch import Batch

__all__ = ["Batch"]
