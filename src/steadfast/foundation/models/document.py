"""The index's own rows: one for each document, and a list of what is due. Both follow from other rows.

The words lie beside them, in a table of the engine's own kind (foundation/search/engines). The key says how new the
document is, so that "newest first" is the order of keys: see foundation/search/keys.py.
"""

from django.db import models


class Document(models.Model):
    """`digest` tells whether anything changed; `said` is what FTS5 must be told again to forget it (SQLite only)."""

    id = models.BigIntegerField(primary_key=True)
    source = models.PositiveSmallIntegerField()
    ref = models.BigIntegerField()
    digest = models.BigIntegerField()
    said = models.BinaryField(default=b"")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "ref"], name="document_once")]

    def __str__(self) -> str:
        return f"document {self.source}:{self.ref}"


class SearchDue(models.Model):
    """A document that may be out of date. Triggers write it, the worker takes it away with what it then reads."""

    source = models.PositiveSmallIntegerField()
    ref = models.BigIntegerField()

    class Meta:
        verbose_name_plural = "search due"
        indexes = [models.Index(fields=["source", "ref"], name="search_due_by_document")]

    def __str__(self) -> str:
        return f"due {self.source}:{self.ref}"


class SearchFormat(models.Model):
    """One row: with which format of documents the index was begun; another release may have another."""

    format = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"format {self.format}"
