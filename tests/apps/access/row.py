"""One row of role × address: what everybody gets at an address.

    Row("/people/{member}/", get=MEMBERS)            a page; every other method answers 405
    Row("/people/{member}/leave/", post=OWNER)       an action; the answers to an empty form, unless `data` fills it
Words in braces are made by tests/apps/access/world.py, all of Kestrel Dental: the second contact is the stranger.
The answers stand in the order of ROLES: owner, service manager, technician, sales, bookkeeper, own contact,
other contact, anonymous. Out of sight is 404, in sight but not permitted 403, "in" is the way to the sign-in page.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.apps.access.roles import Answers

ALL = "200 200 200 200 200 200 200 200"
SIGNED_IN = "200 200 200 200 200 200 200 in"
MEMBERS = "200 200 200 200 200 403 403 in"
OWN_CLIENT = "200 200 200 200 200 200 404 in"
MEMBERS_422 = "422 422 422 422 422 403 403 in"
WORKERS_422 = "422 422 422 403 403 403 403 in"
WORKERS_302 = "302 302 302 403 403 403 403 in"
SELLERS = "200 200 403 200 403 403 403 in"
SELLERS_302 = "302 302 403 302 403 403 403 in"
SELLERS_422 = "422 422 403 422 403 403 403 in"
CARERS = "200 200 200 200 403 403 403 in"
CARERS_422 = "422 422 422 422 403 403 403 in"
TWIN = "200 200 200 200 200 302 302 in"  # a contact is led to the portal's page of it
NOTHING = "404 404 404 404 404 404 404 404"
LEADERS = "200 200 403 403 403 403 403 in"
LEADERS_302 = "302 302 403 403 403 403 403 in"
LEADERS_409 = "409 409 403 403 403 403 403 in"
LEADERS_422 = "422 422 403 403 403 403 403 in"
BY_POST_WORKERS = "405 405 405 403 403 403 403 in"
BY_POST = "405 405 405 405 405 403 403 in"
OWNER = "200 403 403 403 403 403 403 in"
SIGNED_OUT = "302 302 302 302 302 302 302 200"
SIGNED_IN_422 = "422 422 422 422 422 422 422 in"
SIGNED_IN_302 = "302 302 302 302 302 302 302 in"
SIGNED_IN_404 = "404 404 404 404 404 404 404 in"
OWN = "200 404 404 404 404 404 404 in"
BY_GET = "405 405 405 405 405 405 405 405"


@dataclass(frozen=True)
class Row:
    address: str
    get: str = ""
    post: str = ""
    data: Mapping[str, str] = field(default_factory=dict)

    def answers(self, method: str) -> Answers:
        """Return what each role gets by GET or POST."""
        said, other = (self.get, self.post) if method == "GET" else (self.post, self.get)
        return Answers.of(said) if said else Answers.of(other).not_allowed()
