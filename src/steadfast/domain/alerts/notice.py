"""What a monitoring system says of one alert at one time: that it fires, or that it recovered.

Texts are cut to what a row holds; the raw body is kept whole beside them.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from steadfast.domain.language import known

SEVERITIES = (known("critical"), known("warning"), known("info"))
LONG, SHORT = 1000, 200
_WORDS: Mapping[str, str] = {
    **dict.fromkeys(
        ("critical", "crit", "emergency", "disaster", "fatal", "error", "high", "page", "down"), "critical"
    ),
    **dict.fromkeys(("warning", "warn", "average", "medium", "degraded", "minor"), "warning"),
    **dict.fromkeys(("info", "information", "informational", "notice", "low", "none", "debug"), "info"),
}


@dataclass(frozen=True, slots=True)
class Notice:
    """One alert, told once. `fingerprint` names the same one each time; `client`, `site`: as monitoring says."""

    fingerprint: str
    firing: bool
    name: str
    severity: str = "warning"
    host: str = ""
    client: str = ""
    site: str = ""
    summary: str = ""
    link: str = ""


class Unreadable(ValueError):
    """A body is not what its format says; the message names what is wrong."""


def notice(fingerprint: str, *, firing: bool, name: str, severity: object = "", **texts: object) -> Notice:
    """Return a notice with its texts made fit; a severity that nobody knows is a warning."""
    said = {key: _fit(value, LONG if key in ("summary", "link") else SHORT) for key, value in texts.items()}
    print_ = _fit(fingerprint, SHORT)
    if not print_:
        raise Unreadable("an alert has no fingerprint")
    return Notice(print_, firing, _fit(name, SHORT) or "alert", severity_of(severity), **said)


def severity_of(word: object) -> str:
    """Return "critical", "warning" or "info" for what monitoring calls it."""
    return _WORDS.get(str(word or "").strip().lower(), "warning")


def digest(*parts: object) -> str:
    """Return a fingerprint of what makes an alert the same one."""
    return hashlib.sha256("\x1f".join(map(str, parts)).encode(errors="replace")).hexdigest()[:32]


def host_of(instance: object) -> str:
    """Return the host of "srv1:9100" or "http://srv1:80/x"; an IPv6 address in brackets keeps them."""
    text = str(instance or "").strip()
    text = text.partition("://")[2] or text
    text = text.partition("/")[0]
    if text.startswith("["):
        return text.partition("]")[0] + "]"
    return text.partition(":")[0] if text.count(":") == 1 else text


def _fit(value: object, longest: int) -> str:
    if value is None or isinstance(value, dict | list):
        return ""
    text = str(value).replace("\0", "").strip()
    return text.encode(errors="replace").decode()[:longest]
