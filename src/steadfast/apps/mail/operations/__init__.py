"""Writes of mail: keep what came, remember which message belongs to which ticket."""

from steadfast.apps.mail.operations.keeping import keep, when_kept
from steadfast.apps.mail.operations.referring import refer

__all__ = ["keep", "refer", "when_kept"]
