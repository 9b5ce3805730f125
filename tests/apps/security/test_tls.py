"""Behind a proxy that ends TLS nothing travels without it."""

import json
import os
import subprocess
import sys

NAMES = ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_HSTS_SECONDS")
READ = f"import json; from steadfast.config import settings as s; print(json.dumps([getattr(s, n) for n in {NAMES}]))"


def settings_with(https: str) -> list[object]:
    """Return the settings of a process that is told so; they are read once, when it starts."""
    told = {**os.environ, "STEADFAST_HTTPS": https, "PYTHONPATH": os.pathsep.join(sys.path)}
    found = subprocess.run([sys.executable, "-c", READ], env=told, capture_output=True, text=True, check=True)
    said: list[object] = json.loads(found.stdout)
    return said


def test_behind_tls_cookies_are_secure_and_browsers_stay_with_it() -> None:
    assert settings_with("true") == [True, True, 31_536_000]


def test_without_tls_no_browser_is_told_to_ask_for_it() -> None:
    assert settings_with("false") == [False, False, 0]
