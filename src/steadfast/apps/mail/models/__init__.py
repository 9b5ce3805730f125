"""Rows of mail: boxes, what came, what became of it, which ticket a message belongs to, what left."""

from steadfast.apps.mail.models.box import Box
from steadfast.apps.mail.models.incoming import HELD, OUTCOMES, Incoming
from steadfast.apps.mail.models.raw import Raw
from steadfast.apps.mail.models.reference import Reference
from steadfast.apps.mail.models.sent import Sent

__all__ = ["HELD", "OUTCOMES", "Box", "Incoming", "Raw", "Reference", "Sent"]
