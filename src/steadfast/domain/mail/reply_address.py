"""The address that replies come to names its ticket: help+t1042.k3j9x2m4p7qa@harbor.example.

Behind the plus stand the ticket's number and a signature of it, so that nobody reaches a ticket by guessing. Mail
systems change the case of letters: all of it is read in any case. Without room for it the plain address stays.
"""

import base64
import hashlib
import hmac
import re

MOST = 64  # characters of the part before the @ (RFC 5321)
LETTERS = 12  # 60 bits of the signature
TOKEN = re.compile(r"\+t([1-9][0-9]{0,18})\.([a-z2-7]{12})$")


def made(box_address: str, number: int, secret: str) -> str:
    """Return the address of a box for replies on the ticket with this human number (1042 of T-1042)."""
    local, _, domain = box_address.rpartition("@")
    token = f"{local}+t{number}.{_signature(number, secret)}"
    return f"{token}@{domain}" if local and len(token) <= MOST else box_address


def read(address: str, secret: str) -> int | None:
    """Return the number of the ticket that an address names, None where it names none or its signature is wrong."""
    found = TOKEN.search(address.strip().rpartition("@")[0].lower())
    if found is None:
        return None
    number = int(found[1])
    return number if hmac.compare_digest(found[2], _signature(number, secret)) else None


def plain(address: str) -> str:
    """Return the address of the box, in small letters and without a token."""
    local, at, domain = address.strip().lower().rpartition("@")
    return f"{TOKEN.sub('', local)}{at}{domain}"


def _signature(number: int, secret: str) -> str:
    made = hmac.digest(secret.encode(), f"steadfast reply to ticket {number}".encode(), hashlib.sha256)
    return base64.b32encode(made).decode().lower()[:LETTERS]
