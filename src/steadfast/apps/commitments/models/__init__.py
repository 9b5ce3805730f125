"""The register: commitments with their terms, moves, waits, hand-overs, proposals and changes of priority."""

from steadfast.apps.commitments.models.commitment import Commitment
from steadfast.apps.commitments.models.hand_over import HandOver
from steadfast.apps.commitments.models.move import Move
from steadfast.apps.commitments.models.proposal import Proposal
from steadfast.apps.commitments.models.reclassification import Reclassification
from steadfast.apps.commitments.models.terms import Terms
from steadfast.apps.commitments.models.wait import Wait
from steadfast.apps.commitments.models.words import Words

__all__ = ["Commitment", "HandOver", "Move", "Proposal", "Reclassification", "Terms", "Wait", "Words"]
