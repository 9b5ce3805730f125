"""Where this practice is for a browser elsewhere: for letters that the worker writes, which no request asked for."""

from django.conf import settings

HERE = ("localhost", "127.0.0.1", "[::1]")


def origin(kept: str = "") -> str:
    """Return scheme, name and port: STEADFAST_ORIGINS says it, else `kept`, else STEADFAST_HOSTS and the port."""
    said = [each for each in settings.CSRF_TRUSTED_ORIGINS if "*" not in each]
    return (said[0] if said else kept or _derived()).rstrip("/")


def _derived() -> str:
    names = [each.strip().removeprefix(".") for each in settings.ALLOWED_HOSTS]
    name = next((each for each in names if each and "*" not in each and each not in HERE), HERE[0])
    if settings.HTTPS:
        return f"https://{name}"
    return f"http://{name}" if settings.PORT == 80 else f"http://{name}:{settings.PORT}"
