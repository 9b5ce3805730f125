"""Sets the stage of a journey in a process of its own: the practice of the environment, with the cast and a scene more.

    python -m tests.journeys.stage [tests.journeys.scenes.some_function]

The journeys copy the practice, because a database with insert-only tables cannot be emptied between two tests.
"""

import importlib
import sys


def build(scene: str) -> None:
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
    build(sys.argv[1] if len(sys.argv) > 1 else "")
