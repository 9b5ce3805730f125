"""Typed readers of the environment that fail loudly, so that a typing error never becomes a default."""

import os
from datetime import time
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

TRUE, FALSE = {"1", "true", "yes", "on"}, {"0", "false", "no", "off", ""}


class BadSetting(ValueError):
    """A variable of the environment has a value that cannot be used; the message names it."""


def text(name: str, default: str) -> str:
    return os.environ.get(name, default)


def flag(name: str, default: bool = False) -> bool:
    value = os.environ.get(name)
    if value is None:
        return default
    if value.lower() in TRUE:
        return True
    if value.lower() in FALSE:
        return False
    raise BadSetting(f"{name} must be true or false, not {value!r}")


def whole(name: str, default: int) -> int:
    """Return a whole number from 1 to 10,000."""
    value = os.environ.get(name, str(default))
    if not (value.isascii() and value.isdecimal() and 1 <= int(value) <= 10_000):
        raise BadSetting(f"{name} must be a whole number from 1 to 10000, not {value!r}")
    return int(value)


def provider() -> dict[str, Any]:
    """Return the provider that STEADFAST_OIDC_ISSUER names, by the fields that the sign-in knows; {} without one."""
    issuer = text("STEADFAST_OIDC_ISSUER", "")
    if not issuer:
        return {}
    found = {"client_id": text("STEADFAST_OIDC_CLIENT", ""), "secret": text("STEADFAST_OIDC_SECRET", "")}
    if not all(found.values()):
        raise BadSetting("STEADFAST_OIDC_ISSUER needs STEADFAST_OIDC_CLIENT and STEADFAST_OIDC_SECRET beside it")
    domains = tuple(part.strip().lower() for part in text("STEADFAST_OIDC_DOMAINS", "").split(",") if part.strip())
    name = text("STEADFAST_OIDC_NAME", "your provider")
    return {"key": "environment", "name": name, "issuer": issuer, "domains": domains, **found}


def numbers(name: str, count: int) -> tuple[int, ...] | None:
    """Return so many whole numbers, written with commas between; None where the variable is not set."""
    value = os.environ.get(name)
    if not value:
        return None
    parts = [part.strip() for part in value.split(",")]
    if len(parts) != count or not all(part.isdecimal() for part in parts):
        raise BadSetting(f"{name} must be {count} numbers with commas between, not {value!r}")
    return tuple(map(int, parts))


def daily(name: str) -> time | str | None:
    """Return the time of day of "02:30", "off" as it is, None where the variable is not set."""
    value = os.environ.get(name)
    if not value or value == "off":
        return value or None
    try:
        return time.fromisoformat(value)
    except ValueError:
        raise BadSetting(f"{name} must be a time such as 02:30, or off, not {value!r}") from None


def mailer() -> dict[str, Any]:
    """Return Django's mailer of the server that STEADFAST_SMTP names; without one mail stands in the log alone."""
    url = text("STEADFAST_SMTP", "")
    if not url:
        return {"BACKEND": "django.core.mail.backends.console.EmailBackend"}
    parts = urlsplit(url)
    known = {"smtps": (465, {"use_ssl": True}), "smtp": (587, {"use_tls": True}), "smtp+plain": (25, {})}
    if parts.scheme not in known or not parts.hostname:
        raise BadSetting("STEADFAST_SMTP must look like smtp://user:password@host:587, smtps://… or smtp+plain://…")
    port, how = known[parts.scheme]
    options = {"host": parts.hostname, "port": parts.port or port, "timeout": 20, **how}
    if parts.username:
        options |= {"username": unquote(parts.username), "password": unquote(parts.password or "")}
    return {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": options}


def place(name: str, default: str) -> str:
    """Return host:port, or unix:/path of a socket."""
    value = os.environ.get(name) or default
    host, _, port = value.rpartition(":")
    is_port = bool(host) and port.isascii() and port.isdecimal() and 1 <= int(port) <= 65_535
    if not (value.startswith("unix:/") or is_port):
        raise BadSetting(f"{name} must look like 127.0.0.1:2424 or unix:/run/steadfast/lmtp, not {value!r}")
    return value


def mail_providers() -> dict[str, dict[str, Any]]:
    """Return the addresses of Microsoft and Google for mailboxes without a password, and our clients there."""
    microsoft = text("STEADFAST_MICROSOFT_AUTHORITY", "https://login.microsoftonline.com/common").rstrip("/")
    google = text("STEADFAST_GOOGLE_AUTHORITY", "").rstrip("/")
    outlook = "https://outlook.office.com"
    return {
        "microsoft": {
            "authorize": f"{microsoft}/oauth2/v2.0/authorize",
            "token": f"{microsoft}/oauth2/v2.0/token",
            "scope": f"{outlook}/IMAP.AccessAsUser.All {outlook}/SMTP.Send offline_access",
            "client_id": text("STEADFAST_MICROSOFT_CLIENT", ""),
            "secret": text("STEADFAST_MICROSOFT_SECRET", ""),
        },
        "google": {
            "authorize": f"{google or 'https://accounts.google.com'}/o/oauth2/v2/auth",
            "token": f"{google or 'https://oauth2.googleapis.com'}/token",
            "scope": "https://mail.google.com/",
            "client_id": text("STEADFAST_GOOGLE_CLIENT", ""),
            "secret": text("STEADFAST_GOOGLE_SECRET", ""),
            "more": (("access_type", "offline"), ("prompt", "consent")),
        },
    }


def secret(folder: Path) -> str:
    """Return the signing key from STEADFAST_SECRET or from the file that the first start wrote."""
    given = os.environ.get("STEADFAST_SECRET")
    if given:
        return given
    file = folder / "secret"
    return file.read_text().strip() if file.exists() else ""


def database(folder: Path) -> dict[str, object]:
    """Return Django's settings of the one database: PostgreSQL by STEADFAST_DATABASE_URL, else SQLite in the folder."""
    url = os.environ.get("STEADFAST_DATABASE_URL", "")
    return postgresql(url) if url else sqlite(folder / "steadfast.sqlite3")


def sqlite(file: Path) -> dict[str, object]:
    # IMMEDIATE: Django's default mode gave 13,672 lock errors in 10 s under 8 writers, this one none (docs/decisions).
    # recursive_triggers: without it INSERT OR REPLACE passes the triggers that guard the events.
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(file),
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
                "PRAGMA recursive_triggers=ON; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-16000;"
                "PRAGMA mmap_size=67108864; PRAGMA journal_size_limit=67108864;"
            ),
        },
    }


# The server keeps the plan of a statement that comes a second time: most of what it did for a page was planning
# (docs/decisions/0024). How many it keeps for a connection, foundation/planning.py says.
PLANNED_ONCE = {"server_side_binding": True, "prepare_threshold": 1}


def postgresql(url: str, name: str = "STEADFAST_DATABASE_URL") -> dict[str, object]:
    """Return Django's settings of the database at an address; raise BadSetting, which names what gave it."""
    parts = urlsplit(url)
    if parts.scheme not in {"postgresql", "postgres"} or not parts.path.strip("/"):
        raise BadSetting(f"{name} must look like postgresql://user:password@host:5432/name")
    query = dict(parse_qsl(parts.query))
    # Planning the order of ten joins takes the server longer than the joins themselves, all along keys: a ticket's page
    # cost 10.8 ms of its CPU with the default of 8, and 6.2 ms so.
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.strip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", None) or parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": None,
        "OPTIONS": {"options": "-c join_collapse_limit=4", **PLANNED_ONCE, **query},
    }
