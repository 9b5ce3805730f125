"""The version stands once for the program and once for its packager; nothing asks for an installed package.

`./run` puts the source on the path and installs no package, so what asks the package for its version works for
developers alone.
"""

import tomllib

import steadfast
from tests.architecture import sources


def test_the_program_and_its_packager_tell_the_same_version() -> None:
    with (sources.ROOT / "pyproject.toml").open("rb") as file:
        assert tomllib.load(file)["project"]["version"] == steadfast.VERSION


def test_nothing_asks_an_installed_package_for_the_version() -> None:
    asking = [path for path in (sources.ROOT / "src").rglob("*.py") if 'version("steadfast")' in path.read_text()]
    assert asking == []
