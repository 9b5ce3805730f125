"""The link by which a creditor answers a proposal without signing in: its uid, signed, so that none can be guessed."""

from uuid import UUID

from django.core import signing
from django.urls import reverse

from steadfast.apps.commitments.models import Proposal

LONGEST = 200
_signer = signing.Signer(salt="steadfast.commitments.proposal")


def path_of(proposal: Proposal) -> str:
    """Return the path of the page that asks."""
    return reverse("commitments:yes", args=[_signer.sign(proposal.uid.hex)])


def uid_of(token: str) -> UUID | None:
    """Return the uid of the proposal that a token is for, None for one that we never signed."""
    if len(token) > LONGEST:
        return None
    try:
        return UUID(_signer.unsign(token))
    except (signing.BadSignature, ValueError):
        return None
