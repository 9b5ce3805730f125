"""The register: commitments with their terms, moves, waits and hand-overs."""

from steadfast.apps.commitments.models.commitment import Commitment
from steadfast.apps.commitments.models.hand_over import HandOver
from steadfast.apps.commitments.models.move import Move
from steadfast.apps.commitments.models.terms import Terms
from steadfast.apps.commitments.models.wait import Wait

__all__ = ["Commitment", "HandOver", "Move", "Terms", "Wait"]
