"""Reads of rules: which there are, what they saw of a ticket, what they would have done, and what they did."""
