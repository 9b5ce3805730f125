"""What a file is, by its first bytes and not by its name: may a browser show it, is it a risk to open."""

import mimetypes

import puremagic

HEAD = 8192  # bytes that are looked at
UNKNOWN, TEXT = "application/octet-stream", "text/plain"
PICTURES = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})  # raster: they hold no script
RISKY_TYPES = frozenset(
    {
        "text/html", "application/xhtml+xml", "image/svg+xml", "text/xml", "application/xml", "text/javascript",
        "application/vnd.microsoft.portable-executable", "application/x-elf", "application/x-mach-binary",
        "application/java-archive", "application/x-ms-shortcut", "application/x-msi",
    }
)  # fmt: skip
RISKY_ENDINGS = frozenset(
    {
        "app", "appimage", "bat", "chm", "cmd", "com", "cpl", "deb", "dll", "dmg", "docm", "exe", "hta", "htm", "html",
        "iso", "jar", "js", "jse", "lnk", "mht", "mhtml", "msi", "msp", "pif", "pl", "pptm", "ps1", "py", "rb", "reg",
        "rpm", "scr", "sh", "shtml", "svg", "svgz", "vbe", "vbs", "wsf", "wsh", "xhtml", "xlsm", "xml",
    }
)  # fmt: skip
STARTS = {
    b"#!": "text/x-script",
    b"\x7fELF": "application/x-elf",
    b"MZ": "application/vnd.microsoft.portable-executable",
}


def found(head: bytes, name: str) -> str:
    """Return the media type of a file by its first bytes; of several that fit the one of its name."""
    for start, kind in STARTS.items():
        if head.startswith(start):
            return kind
    fitting = [match for match in _matches(head) if match.mime_type]
    ending = f".{ending_of(name)}"
    named = [match.mime_type for match in fitting if match.extension == ending]
    if named or fitting:
        return str((named or [fitting[0].mime_type])[0])
    return TEXT if _is_text(head) else UNKNOWN


def ending_of(name: str) -> str:
    """Return "pdf" of "Offer.PDF", "" of a name without an ending."""
    return name.rpartition(".")[2].lower() if "." in name else ""


def is_picture(media_type: str) -> bool:
    """Tell whether a browser may show it in a page: raster pictures alone."""
    return media_type in PICTURES


def is_risky(media_type: str, name: str) -> bool:
    """Tell whether opening it may run something: programs, scripts, pages, by what it is or by what it is called."""
    return media_type in RISKY_TYPES or media_type == STARTS[b"#!"] or ending_of(name) in RISKY_ENDINGS


def says_otherwise(media_type: str, name: str) -> bool:
    """Tell whether its name promises a picture or a PDF and it is none, or another one."""
    told = mimetypes.guess_type(name)[0] or ""
    return (is_picture(told) or told == "application/pdf") and told != media_type


def _matches(head: bytes) -> list[puremagic.PureMagicWithConfidence]:
    try:
        return list(puremagic.magic_string(head))
    except (puremagic.PureError, ValueError):  # nothing fits, or nothing is there
        return []


def _is_text(head: bytes) -> bool:
    """Tell whether it reads as UTF-8; a letter that is cut off at the end is no fault."""
    if b"\0" in head:
        return False
    try:
        head.decode()
    except UnicodeDecodeError as error:
        return len(head) == HEAD and error.start > HEAD - 4
    return bool(head)
