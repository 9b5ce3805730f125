"""Rows of automation: checklists and their items on tickets, recurring tickets, request forms, rules."""

from steadfast.apps.automation.models.checklist import CheckItem, Checklist
from steadfast.apps.automation.models.recurrence import Recurrence, RecurrenceTime
from steadfast.apps.automation.models.rule import Rule, RuleRun, RuleVersion
from steadfast.apps.automation.models.service_form import ServiceForm

__all__ = ["CheckItem", "Checklist", "Recurrence", "RecurrenceTime", "Rule", "RuleRun", "RuleVersion", "ServiceForm"]
