"""Ask a provider's server: by https, soon, briefly, and never an address that only this machine's network has.

The owner names the issuer and is trusted with it, an issuer in the own network included. What is refused is what no
provider is: link-local addresses, where clouds keep their credentials, and this machine, unless the issuer itself is
written as this machine (for trying it out). Redirects are not followed.
"""

import json
import socket
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import requests

from steadfast.apps.identity.oidc.provider import Refused
from steadfast.foundation import outgoing

SECONDS = (3.05, 5)  # to connect, to answer
LARGEST = 512_000  # bytes
LOOPBACK = {"localhost", "127.0.0.1", "::1"}


def is_loopback(url: str) -> bool:
    """Tell whether an address is written as this machine."""
    return urlsplit(url).hostname in LOOPBACK


def require_good(url: str, *, loopback: bool = False) -> None:
    """Raise Refused for an address that is not to be asked. `loopback`: the issuer itself is on this machine."""
    parts = urlsplit(url)
    here = loopback and is_loopback(url)
    if parts.scheme not in ({"http", "https"} if here else {"https"}) or not parts.hostname or parts.username:
        raise Refused(f"{url} is not an https address")
    if here:
        return
    for address in _addresses(parts.hostname, parts.port or 443):
        if not outgoing.is_outside(address):
            raise Refused(f"{parts.hostname} is at {address}, where no provider is")


def get(url: str, *, loopback: bool) -> dict[str, Any]:
    """Return the JSON object at an address."""
    require_good(url, loopback=loopback)
    return _read("GET", url)


def post(url: str, form: Mapping[str, str], auth: tuple[str, str] | None, *, loopback: bool) -> dict[str, Any]:
    """Send a form and return the JSON object that it gives."""
    require_good(url, loopback=loopback)
    return _read("POST", url, data=dict(form), auth=auth)


def _read(method: str, url: str, **more: Any) -> dict[str, Any]:
    try:
        with requests.request(method, url, timeout=SECONDS, allow_redirects=False, stream=True, **more) as answer:
            body = answer.raw.read(LARGEST + 1, decode_content=True)
            if answer.status_code != 200 or len(body) > LARGEST:
                raise Refused(f"{url} answered {answer.status_code} with {len(body)} bytes")
        found = json.loads(body)
    except (requests.RequestException, OSError, ValueError, RecursionError) as error:
        raise Refused(f"{url} gave no answer that can be read: {type(error).__name__}") from error
    if not isinstance(found, dict):
        raise Refused(f"{url} did not answer with an object")
    return found


def _addresses(host: str, port: int) -> set[str]:
    try:
        return {str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    except (OSError, UnicodeError) as error:
        raise Refused(f"no address is known for {host}") from error
