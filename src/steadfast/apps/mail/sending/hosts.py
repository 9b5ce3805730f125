"""Which servers of mail may be asked: any but those that only a cloud's inside has; one on this machine is usual."""

import ssl
from socket import gaierror

from steadfast.domain.language import say
from steadfast.foundation import outgoing
from steadfast.foundation.outgoing import NotThere

LOOPBACK = frozenset({"127.0.0.1", "::1"})


def require_good(host: str, port: int) -> None:
    """Raise NotThere for a host without an address, or with one where no server of mail is."""
    for address in outgoing.addresses(host, port):
        if address not in LOOPBACK and not outgoing.is_outside(address):
            raise NotThere(say("%(host)s is at %(address)s, where no such service is", host=host, address=address))


def is_here(host: str) -> bool:
    """Tell whether a host is written as this machine: only there may a password travel without TLS."""
    return host in outgoing.LOOPBACK


def why(error: Exception) -> str:
    """Return what is wrong in words: a name, a port, a certificate, or what the server said."""
    if isinstance(error, gaierror):
        return say("No address is known for that name.")
    if isinstance(error, ConnectionRefusedError):
        return say("Nothing listens on that port.")
    if isinstance(error, TimeoutError):
        return say("The server did not answer in time.")
    if isinstance(error, ssl.SSLCertVerificationError):
        return say("The server’s certificate is not good: %(why)s", why=error.verify_message)
    if isinstance(error, ssl.SSLError):
        return say("TLS could not be begun: %(why)s", why=error.reason or str(error))
    return str(error)[:500] or type(error).__name__
