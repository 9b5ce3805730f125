"""What is said when something of the care of data cannot be done: one sentence for a person, nothing changed."""


class Refused(Exception):
    """It cannot be done; the message says why and what would help."""


class BadArchive(Refused):
    """A file is no backup, or not the whole of one, or not the one that was written."""
