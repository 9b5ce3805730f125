"""A gateway of text messages or phone calls: one webhook, signed as the Standard Webhooks specification says."""

import base64
import hashlib
import hmac
import json

import requests

from steadfast.apps.hours.models import WakingRules
from steadfast.apps.hours.models.waking import ONLY
from steadfast.apps.hours.ways import Call, Trouble
from steadfast.apps.identity import sealing
from steadfast.foundation import clock, outgoing

SECONDS = (3.05, 10)  # to connect, to answer


def send(call: Call) -> None:
    """Send a call; Trouble where there is no gateway, no number, or it was not taken."""
    rules = WakingRules.objects.filter(pk=ONLY).first()
    if rules is None or not rules.gateway:
        raise Trouble("no gateway is set up")
    if not call.phone:
        raise Trouble("they have no phone number")
    body = json.dumps(
        {"type": "wake", "to": call.phone, "name": call.name, "text": call.text, "url": call.url}
    ).encode()
    try:
        outgoing.require_good(rules.gateway, loopback=outgoing.is_here(rules.gateway))
        signed = signature(sealing.opened(rules.secret), call.key, int(clock.now().timestamp()), body)
        headers = {"Content-Type": "application/json", **signed}
        sent = requests.post(rules.gateway, data=body, headers=headers, timeout=SECONDS, allow_redirects=False)
    except (outgoing.NotThere, sealing.CannotOpen) as error:
        raise Trouble(str(error)) from error
    except requests.RequestException as error:
        raise Trouble(f"the gateway gave no answer ({type(error).__name__})") from error
    if not 200 <= sent.status_code < 300:
        raise Trouble(f"the gateway answered {sent.status_code}")


def signature(secret: str, key: str, at: int, body: bytes) -> dict[str, str]:
    """Return the headers webhook-id, webhook-timestamp and webhook-signature."""
    said = f"{key}.{at}.".encode() + body
    found = base64.b64encode(hmac.new(secret.encode(), said, hashlib.sha256).digest()).decode()
    return {"webhook-id": key, "webhook-timestamp": str(at), "webhook-signature": f"v1,{found}"}
