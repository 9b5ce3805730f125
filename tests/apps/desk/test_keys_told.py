"""Every letter that a page answers to stands in its own help, and the help names no letter that does nothing."""

import re

import pytest

from tests import cast
from tests.apps.desk.desk import Desk
from tests.apps.desk.pages import browser

ANSWERS = re.compile(r'data-key="(.)"')
HELP = re.compile(r'<dialog id="keys".*?</dialog>', re.DOTALL)
TOLD = re.compile(r"<kbd>(\w)</kbd>")
EVERYWHERE = {"j", "k", "g", "1", "9", "K"}  # K with Ctrl
BY_SCRIPT = {"x", "b"}  # of choosing.js, which the page links, and of along.js, which shows it after a list
PAGES = ["/", "/register/", "/tickets/", "/tickets/1/", "/clients/", "/agreements/", "/scorecard/", "/people/", "/me/"]


@pytest.mark.parametrize("who", [cast.NORA, cast.INES, cast.MARA], ids=["owner", "technician", "sales"])
def test_the_help_of_a_page_tells_its_keys(desk: Desk, who: cast.Member) -> None:
    ticket = desk.open()
    for address in PAGES:
        page = browser(who).get(address.replace("/1/", f"/{ticket.subject.number}/")).content.decode()
        found = HELP.search(page)
        assert found, address
        answers, told = set(ANSWERS.findall(page)), set(TOLD.findall(found[0]))
        assert answers <= told, (address, answers - told)
        assert told - EVERYWHERE - BY_SCRIPT <= answers, (address, told - answers)
        assert ("x" in told) == ("choosing" in page), address
