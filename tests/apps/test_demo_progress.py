"""Loading the demo tells how far it is to somebody who waits, and does not fill a file with it."""

import pytest

from steadfast.apps.demo.operations import history


def test_a_file_gets_the_last_line_alone(capsys: pytest.CaptureFixture[str]) -> None:
    for done in (1, 2, 3):
        history._say(done, 3)
    assert capsys.readouterr().err == "\r3 of 3 parts\n"
