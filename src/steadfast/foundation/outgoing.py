"""Where this server may ask others: by https, and never an address that only this machine or a cloud's inside has.

Whoever may enter an address is trusted with the practice's network; what is refused is what no service of a supplier
is: link-local addresses, where clouds keep their credentials, and this machine, unless that is allowed (for tests).
"""

import ipaddress
import socket
from urllib.parse import urlsplit

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
NAT64 = ipaddress.ip_network("64:ff9b::/96")
CREDENTIALS = frozenset(map(ipaddress.ip_address, ("fd00:ec2::254", "100.100.100.200")))  # of clouds, not link-local

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class NotThere(ValueError):
    """The address is not to be asked; the message says why."""


def require_good(url: str, *, loopback: bool = False) -> None:
    """Raise NotThere for an address that is not to be asked. `loopback`: this machine may be asked, without TLS too."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        raise NotThere("it is not an https address") from None
    here = loopback and host in LOOPBACK
    if parts.scheme not in ({"http", "https"} if here else {"https"}) or not host or parts.username or parts.password:
        raise NotThere("it is not an https address")
    if not here:
        for address in addresses(host, port or 443):
            if not is_outside(address):
                raise NotThere(f"{host} is at {address}, where no such service is")


def is_here(url: str) -> bool:
    """Tell whether an address is written as this machine."""
    try:
        return urlsplit(url).hostname in LOOPBACK
    except ValueError:
        return False


def same_place(url: str, other: str) -> bool:
    """Tell whether two addresses have one scheme, host and port."""
    return _place(url) is not None and _place(url) == _place(other)


def addresses(host: str, port: int) -> set[str]:
    """Return the IP addresses of a host; raise NotThere where none is known."""
    try:
        return {str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    except (OSError, UnicodeError) as error:
        raise NotThere(f"no address is known for {host}") from error


def is_outside(address: str) -> bool:
    """Tell whether an IP address is neither this machine nor one that only the network itself uses."""
    found = _inner(ipaddress.ip_address(address.partition("%")[0]))
    is_here = found.is_link_local or found.is_loopback or found.is_multicast or found.is_unspecified
    return not (is_here or found in CREDENTIALS)


def _inner(found: Address) -> Address:
    """Return the IPv4 address that an IPv6 one leads to: mapped, by 6to4 or by NAT64; else itself."""
    if isinstance(found, ipaddress.IPv4Address):
        return found
    if found in NAT64:
        return ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
    return found.ipv4_mapped or found.sixtofour or found


def _place(url: str) -> tuple[str, str | None, int] | None:
    try:
        parts = urlsplit(url)
        return parts.scheme, parts.hostname, parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError:
        return None
