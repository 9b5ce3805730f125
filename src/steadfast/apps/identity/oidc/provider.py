"""A provider as the flow needs it, wherever it was set up: on the page of the owner or in the environment."""

from dataclasses import dataclass


class Refused(Exception):
    """The provider, its answer or its token is not to be trusted. The message is for the log, not for the reader."""


@dataclass(frozen=True)
class Provider:
    """`key` names it in addresses; `domains` are those of addresses that it may vouch for, none: any."""

    key: str
    name: str
    issuer: str
    client_id: str
    secret: str
    domains: tuple[str, ...] = ()

    def vouches_for(self, email: str) -> bool:
        """Tell whether an address is of a domain that this provider may speak for."""
        return not self.domains or email.rpartition("@")[2].lower() in self.domains
