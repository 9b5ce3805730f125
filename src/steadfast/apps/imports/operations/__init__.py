"""Writes of imports: claim a batch, apply its chunks, undo it."""

from steadfast.apps.imports.operations.applying import Chunks, Progress, apply
from steadfast.apps.imports.operations.claiming import Busy, Claim, File, Imported, claim, give_back
from steadfast.apps.imports.operations.leading import know_source, lead
from steadfast.apps.imports.operations.patience import Clock, claim_when_free
from steadfast.apps.imports.operations.undoing import LaterFirst, undo

__all__ = [
    "Busy",
    "Chunks",
    "Claim",
    "Clock",
    "File",
    "Imported",
    "LaterFirst",
    "Progress",
    "apply",
    "claim",
    "claim_when_free",
    "give_back",
    "know_source",
    "lead",
    "undo",
]
