"""Sets the stage of a journey in a process of its own: a practice in a folder, with the cast and one scene more.

    python -m tests.journeys.stage FOLDER [tests.journeys.scenes.some_function]

The journeys copy the folder, because a database with insert-only tables cannot be emptied between two tests.
"""

import importlib
import os
import sys
from pathlib import Path

from tests import ready


def build(folder: str, scene: str) -> None:
    os.environ["STEADFAST_DATA"] = folder
    if not os.environ.get("STEADFAST_DATABASE_URL"):
        ready.lay(Path(folder))
    from steadfast.config.command import practice

    practice.make()
    from steadfast.foundation import clock
    from tests import cast, factories

    factories.practice()
    for member in cast.MEMBERS:
        factories.member(member)
    for client in cast.CLIENTS:
        factories.contact(client)
    factories.team()
    factories.agreement()
    if scene:
        module, _, function = scene.rpartition(".")
        getattr(importlib.import_module(module), function)(now=clock.now())


if __name__ == "__main__":
    build(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else "")
