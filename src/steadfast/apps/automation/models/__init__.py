"""Rows of automation: checklists and their items on tickets, and recurring tickets."""

from steadfast.apps.automation.models.checklist import CheckItem, Checklist
from steadfast.apps.automation.models.recurrence import Recurrence, RecurrenceTime

__all__ = ["CheckItem", "Checklist", "Recurrence", "RecurrenceTime"]
