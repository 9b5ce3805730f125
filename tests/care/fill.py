"""Makes a small practice in the folder and database of the environment: members, a client, tickets, one stored file."""

import hashlib

from steadfast.config.command import practice

practice.make()

from tests import factories  # noqa: E402 - the models need Django


def fill() -> None:
    factories.practice()
    for title in ("Mailboxes arrive twice", "The till does not print", "Scanner at gate 4: Größe ≠ 0"):
        factories.ticket(title)
    content = b"a picture of the till"
    name = hashlib.sha256(content).hexdigest()
    file = practice.folder() / "files" / name[:2] / name
    file.parent.mkdir(parents=True)
    file.write_bytes(content)


if __name__ == "__main__":
    fill()
