"""Automation: checklists, tickets that come again, forms to ask by."""
