"""Writes of the portal: mostly one act of the desk each, with a contact as the actor."""

from steadfast.apps.portal.operations.answering import answer, not_solved

__all__ = ["answer", "not_solved"]
