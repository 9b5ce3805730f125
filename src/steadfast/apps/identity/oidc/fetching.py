"""Ask a provider's server: soon, briefly, and only where this server may ask (foundation/outgoing.py).

The owner names the issuer and is trusted with it, an issuer in the own network included. This machine is asked only
where the issuer itself is written so (for trying it out). Redirects are not followed.
"""

import json
from collections.abc import Mapping
from typing import Any

import requests

from steadfast.apps.identity.oidc.provider import Refused
from steadfast.foundation import outgoing

SECONDS = (3.05, 5)  # to connect, to answer
LARGEST = 512_000  # bytes


def require_good(url: str, *, loopback: bool = False) -> None:
    """Raise Refused for an address that is not to be asked. `loopback`: the issuer itself is on this machine."""
    try:
        outgoing.require_good(url, loopback=loopback)
    except outgoing.NotThere as error:
        raise Refused(f"{url}: {error}") from error


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
