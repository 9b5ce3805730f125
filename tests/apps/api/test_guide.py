"""What the guide tells programmers to type works as it stands there, and the reference says what is served."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from pytest_django.live_server_helper import LiveServer

from tests import cast, factories
from tests.apps.api import reference
from tests.apps.api.caller import Program
from tests.architecture.sources import ROOT

EXAMPLES = re.findall(r"^```sh\n(.*?)^```$", (ROOT / "docs/guide/api.md").read_text(), re.MULTILINE | re.DOTALL)


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
def test_every_example_of_the_guide_runs(live_server: LiveServer, tmp_path: Path) -> None:
    factories.agreement()
    number = factories.ticket().subject.number
    program = Program(factories.member(cast.INES))
    client = str(factories.client().pk)
    names = {"STEADFAST": live_server.url, "TOKEN": program.secret, "TICKET": str(number), "CLIENT": client}
    assert len(EXAMPLES) >= 4
    for example in EXAMPLES:
        command = ["sh", "-ec", example]
        done = subprocess.run(
            command, env={**os.environ, **names}, cwd=tmp_path, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, example + done.stderr
        assert done.stdout.startswith("{")


def test_the_reference_says_what_is_served() -> None:
    assert reference.FILE.read_text() == reference.page(), "python -m tests.apps.api.reference writes it anew"
