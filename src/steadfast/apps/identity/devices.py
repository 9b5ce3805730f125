"""A browser in words, "Firefox on Windows", from what it says of itself. Enough to recognize one's own, no more."""

BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("Linux", "Linux"),
)


def browser(user_agent: str) -> str:
    """Return the browser's name, "" when it is none that we know. The order matters: they all claim to be others."""
    return next((name for mark, name in BROWSERS if mark in user_agent), "")


def system(user_agent: str) -> str:
    """Return what the browser runs on, "" when it is none that we know."""
    return next((name for mark, name in SYSTEMS if mark in user_agent), "")
