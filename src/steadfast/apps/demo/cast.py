"""The cast of the demo, which is that of the tests: read from the checkout, as the demo runs from nowhere else."""

import importlib.util
import sys
from functools import cache
from types import ModuleType

from django.conf import settings


@cache
def cast() -> ModuleType:
    """Return tests/cast.py as a module."""
    spec = importlib.util.spec_from_file_location("steadfast_cast", settings.ROOT / "tests" / "cast.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError("tests/cast.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up by name
    spec.loader.exec_module(module)
    return module
