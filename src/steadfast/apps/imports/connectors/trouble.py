"""Trouble: why a system could not be pulled from, in a sentence without any credentials."""


class Trouble(ValueError):
    """The message is for the page and for whoever answers for the source."""


class Refused(Trouble):
    """The system did not take our credentials (401), even after they were shown again."""
