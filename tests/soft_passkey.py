"""A passkey device made of software: it answers the two ceremonies as a browser would hand them over, in JSON.

device = Device()
made = device.create(options)            options as our pages give them; the answer fits [name=credential]
proof = device.get(options)
"""

import hashlib
import json
import os
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import Aaguid, AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData

SEEN, VERIFIED, ATTESTED = 0x01, 0x04, 0x40
NOBODYS = {"publicKey": {"challenge": "bm9ib2R5", "rp": {"id": "testserver"}, "user": {"id": "MQ"}}}


class Device:
    """One key for one account; `verifies`: whether it asked for a finger, a face or a PIN."""

    def __init__(self, *, origin: str = "https://testserver", verifies: bool = True) -> None:
        self.origin = origin
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.id = os.urandom(16)
        self.flags = SEEN | (VERIFIED if verifies else 0)
        self.user_handle = ""

    def create(self, options: str | dict[str, Any] = NOBODYS) -> str:
        """Return the answer to navigator.credentials.create."""
        asked = self._asked(options)
        self.user_handle = asked["user"]["id"]
        credential = AttestedCredentialData.create(
            Aaguid.NONE, self.id, ES256.from_cryptography_key(self.key.public_key())
        )
        data = AuthenticatorData.create(self._house(asked["rp"]["id"]), self.flags | ATTESTED, 0, credential)
        answer = {
            "clientDataJSON": websafe_encode(self._client("webauthn.create", asked)),
            "attestationObject": websafe_encode(AttestationObject.create("none", data, {})),
        }
        return self._said(answer, {"credProps": {"rk": True}})

    def get(self, options: str | dict[str, Any]) -> str:
        """Return the answer to navigator.credentials.get."""
        asked = self._asked(options)
        data = AuthenticatorData.create(self._house(asked["rpId"]), self.flags, 0)
        client = self._client("webauthn.get", asked)
        signed = self.key.sign(bytes(data) + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        answer = {
            "clientDataJSON": websafe_encode(client),
            "authenticatorData": websafe_encode(data),
            "signature": websafe_encode(signed),
            "userHandle": self.user_handle,
        }
        return self._said(answer, {})

    def _said(self, answer: dict[str, str], extensions: dict[str, Any]) -> str:
        name = websafe_encode(self.id)
        said = {"id": name, "rawId": name, "type": "public-key", "response": answer}
        return json.dumps({**said, "clientExtensionResults": extensions})

    def _client(self, what: str, asked: dict[str, Any]) -> bytes:
        return CollectedClientData.create(what, asked["challenge"], self.origin)

    def _asked(self, options: str | dict[str, Any]) -> dict[str, Any]:
        found: dict[str, Any] = (json.loads(options) if isinstance(options, str) else options)["publicKey"]
        return found

    def _house(self, name: str) -> bytes:
        return hashlib.sha256(name.encode()).digest()
