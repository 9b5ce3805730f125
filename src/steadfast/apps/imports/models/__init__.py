"""Imports: drafts of them, one batch per file that was brought in, and what of ours each row of a source became.

And the feeds by which sources are brought in by themselves.
"""

from steadfast.apps.imports.models.batch import Batch
from steadfast.apps.imports.models.draft import Draft, SavedMapping
from steadfast.apps.imports.models.feed import Feed, FeedRun, FeedStep
from steadfast.apps.imports.models.source import Source
from steadfast.apps.imports.models.source_record import SourceRecord, Trace

__all__ = ["Batch", "Draft", "Feed", "FeedRun", "FeedStep", "SavedMapping", "Source", "SourceRecord", "Trace"]
