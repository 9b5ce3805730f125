"""Rows of automation: checklists and their items on tickets."""

from steadfast.apps.automation.models.checklist import CheckItem, Checklist

__all__ = ["CheckItem", "Checklist"]
