"""The reference pages are true: every setting, every command and every argument is there, and nothing else."""

import argparse
import re

from steadfast.config import command
from tests.architecture.sources import ROOT, modules

SETTING = re.compile(r"\bSTEADFAST_[A-Z_]+\b")
SHARED = {"--help", "-h", "--json", "--data", "--verbose"}


def documented(page: str) -> dict[str, set[str]]:
    """Return the arguments that a page of commands lists under each command."""
    sections = re.split(r"^## steadfast ([\w-]+)$", page, flags=re.MULTILINE)[1:]
    pairs = zip(sections[::2], sections[1::2], strict=True)
    return {
        name: {words.split()[0] for words in re.findall(r"^- `([^`]+)`", text, re.MULTILINE)} for name, text in pairs
    }


def accepted(name: str) -> set[str]:
    """Return the arguments that a command takes beside those that all take."""
    actions = command.parser(name, command.load(name))._actions
    return {spelling(action) for action in actions} - SHARED


def spelling(action: argparse.Action) -> str:
    return action.option_strings[-1] if action.option_strings else str(action.metavar or action.dest)


def test_the_rules_see_what_is_missing() -> None:
    page = "## steadfast a\n\n- `--port PORT` is it.\n- `FILE` too.\n\n## steadfast b\n"
    assert documented(page) == {"a": {"--port", "FILE"}, "b": set()}
    assert "--port" in accepted("serve")


def test_every_command_is_documented_with_its_arguments() -> None:
    page = documented((ROOT / "docs/reference/commands.md").read_text())
    assert page == {name: accepted(name) for name in command.COMMANDS}


def test_every_setting_is_documented() -> None:
    read = {name for module in modules() for name in SETTING.findall(module.text)}
    page = (ROOT / "docs/reference/settings.md").read_text()
    assert set(re.findall(r"^\| `(STEADFAST_[A-Z_]+)`", page, re.MULTILINE)) == read
