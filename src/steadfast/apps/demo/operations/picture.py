"""A picture for the demo, drawn here: a gray screen with lighter stripes, as a PNG."""

import struct
import zlib

WIDTH, HEIGHT = 240, 150
BRIGHT, PALE, DARK = 225, 150, 60


def stripes() -> bytes:
    """Return the file."""
    rows = b"".join(b"\0" + bytes(_shade(x, y) for x in range(WIDTH)) for y in range(HEIGHT))
    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 0, 0, 0, 0)
    parts = _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(rows, 9)) + _chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


def _shade(x: int, y: int) -> int:
    if x < 6 or y < 6 or x >= WIDTH - 6 or y >= HEIGHT - 6:
        return DARK
    return PALE if (x // 14) % 3 == 1 else BRIGHT


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
