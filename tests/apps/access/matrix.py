"""Role × address: what everybody gets at every address of the house. A new address needs one line here.

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


FOUNDATION = [
    Row("/search/", get=SIGNED_IN),
    Row("/search/options/", get=SIGNED_IN),
    Row("/healthz", get=ALL),
    Row("/readyz", get="503 503 503 503 503 503 503 503"),  # no worker runs in these tests
    Row("/metrics", get=ALL),  # asked from this machine
    Row("/care/", get=LEADERS),
    Row("/care/plan/", post="422 403 403 403 403 403 403 in"),
    Row("/care/backup/now/", post="302 403 403 403 403 403 403 in"),
    Row("/care/jobs/1/retry/", post="404 403 403 403 403 403 403 in"),
    Row("/care/backups/none", get="404 403 403 403 403 403 403 in"),
    Row("/app.webmanifest", get=ALL),
    Row("/service-worker.js", get=ALL),
    Row("/offline/", get=ALL),
]
IDENTITY = [
    Row("/sign-in/", get="302 302 302 302 302 302 302 200", post="302 302 302 302 302 302 302 422"),
    Row("/sign-out/", post="302 302 302 302 302 302 302 302"),
    Row("/set-up/nonsense/", get=NOTHING, post=NOTHING),
    Row("/welcome/nonsense/", get=NOTHING, post=NOTHING),
    Row("/welcome/{invitation}/", get=ALL, post="422 422 422 422 422 422 422 422"),
    Row("/me/", get=SIGNED_IN, post="422 422 422 422 422 422 422 in"),
    Row("/me/reading/", post="422 422 422 422 422 422 422 in"),
    Row("/me/density/", post="302 302 302 302 302 302 302 in"),
    Row("/me/password/", get=SIGNED_IN, post="422 422 422 422 422 422 422 in"),
    Row("/practice/", get=OWNER, post="422 403 403 403 403 403 403 in"),
    Row("/first-hour/", get=OWNER),
    Row("/first-hour/client/later/", post="302 403 403 403 403 403 403 in"),
    Row("/first-hour/end/", post="302 403 403 403 403 403 403 in"),
    Row("/first-hour/hours/", get=LEADERS, post=LEADERS_422),
    Row("/first-hour/client/", get=LEADERS, post=LEADERS_422),
    Row("/sign-in/second/", get="302 302 302 302 302 302 302 302", post="302 302 302 302 302 302 302 302"),
    Row("/sign-in/passkey/", get=SIGNED_OUT, post="302 302 302 302 302 302 302 302"),
    Row("/sign-in/with/{provider}/", get="502 502 502 502 502 502 502 502"),  # it names no server that is there
    Row("/sign-in/with/{provider}/back/", get="400 400 400 400 400 400 400 400"),  # nobody was asked
    Row("/sign-in/with/nowhere/", get=NOTHING, post=BY_GET),
    Row("/sign-in/with/nowhere/back/", get=NOTHING, post=BY_GET),
    Row("/welcome/nonsense/passkey/", post=NOTHING),
    Row("/welcome/{invitation}/passkey/", post=ALL),
    Row("/me/confirm/", get=SIGNED_IN, post=SIGNED_IN_422),
    Row("/me/security/", get=SIGNED_IN),
    Row("/me/security/address/", get=MEMBERS, post=MEMBERS_422),
    Row("/me/security/password/", get=SIGNED_IN_302, post=SIGNED_IN_302),  # everybody has one already
    Row("/me/security/password/off/", post=SIGNED_IN_302),
    Row("/me/security/app/", get=SIGNED_IN, post=SIGNED_IN_422),
    Row("/me/security/app/off/", post=SIGNED_IN_404),
    Row("/me/security/codes/", post="200 404 404 404 404 404 404 in"),  # Nora has a passkey
    Row("/me/security/passkeys/new/", get=SIGNED_IN, post=SIGNED_IN_422),
    Row("/me/security/passkeys/{passkey}/", get=OWN, post="422 404 404 404 404 404 404 in"),  # of Nora, the owner
    Row("/me/security/passkeys/{passkey}/remove/", post="302 404 404 404 404 404 404 in"),
    Row("/me/security/sessions/{session}/end/", post="302 404 404 404 404 404 404 in"),
    Row("/me/security/sessions/others/end/", post="302 302 302 302 302 302 302 in"),
    Row("/settings/sign-in/", get=OWNER, post="422 403 403 403 403 403 403 in"),
    Row("/settings/sign-in/providers/new/", get=OWNER, post="422 403 403 403 403 403 403 in"),
    Row("/settings/sign-in/providers/{provider}/", get=OWNER, post="422 403 403 403 403 403 403 in"),
    Row("/settings/sign-in/providers/{provider}/remove/", post="302 403 403 403 403 403 403 in"),
    Row("/audit/", get=OWNER),
    Row("/audit/export.csv", get=OWNER),
    Row("/roles/", get=OWNER),
    Row("/roles/new/", get=OWNER, post="422 403 403 403 403 403 403 in"),
    Row("/roles/{role}/", get=OWNER, post="422 403 403 403 403 403 403 in"),
    Row("/roles/{role}/retire/", post="302 403 403 403 403 403 403 in"),
    Row("/people/", get=MEMBERS),
    Row("/people/export.csv", get=LEADERS),
    Row("/people/export.jsonl", get=LEADERS),
    Row("/people/new/", get=OWNER, post="422 403 403 403 403 403 403 in"),
    Row("/people/{member}/", get=MEMBERS),
    Row("/people/{member}/roles/", post="422 403 403 403 403 403 403 in"),
    Row("/people/{member}/link/", post=OWNER),
    Row("/people/{member}/leave/", post="302 403 403 403 403 403 403 in"),
    Row("/people/{member}/leaving/", get=OWNER, post="422 403 403 403 403 403 403 in"),
    Row("/people/{member}/leaving/cancel/", post="302 403 403 403 403 403 403 in"),
    Row("/people/{member}/return/", post=OWNER),
    Row("/people/{contact}/", get="404 404 404 404 404 403 403 in"),
    Row("/people/9223372036854775808/", get=NOTHING, post=NOTHING),
    Row(  # one's own, or for a lead anybody's
        "/people/{member}/absences/", get="200 200 403 403 403 403 403 in", post="422 422 403 403 403 403 403 in"
    ),
    Row("/people/{member}/absences/{absence}/cancel/", get=BY_POST, post="302 302 403 403 403 403 403 in"),
    Row("/people/{member}/deputy/", get=BY_POST, post="302 302 403 403 403 403 403 in"),
    Row("/views/", get=MEMBERS, post="422 422 422 422 422 403 403 in"),
    Row("/views/1/", get=BY_POST, post="404 404 404 404 404 403 403 in"),
    Row("/views/1/delete/", get=BY_POST, post="404 404 404 404 404 403 403 in"),
    Row("/views/1/first/", get=BY_POST, post="404 404 404 404 404 403 403 in"),
    Row("/teams/{team}/rota/", get=MEMBERS),
    Row("/teams/{team}/rota/turns/", post="422 422 403 403 403 403 403 in"),
    Row("/teams/{team}/rota/series/", post="422 422 403 403 403 403 403 in"),
    Row("/teams/{team}/rota/turns/1/remove/", post="302 302 403 403 403 403 403 in"),
    Row("/teams/new/", get="200 200 403 403 403 403 403 in", post="422 422 403 403 403 403 403 in"),
    Row("/teams/{team}/", get="200 200 403 403 403 403 403 in", post="422 422 403 403 403 403 403 in"),
]
AGREEMENTS = [
    Row("/agreements/", get=SIGNED_IN),
    Row("/agreements/export.csv", get=MEMBERS),
    Row("/agreements/export.jsonl", get=MEMBERS),
    Row("/calendars/export.csv", get=MEMBERS),
    Row("/calendars/export.jsonl", get=MEMBERS),
    Row("/agreements/new/", get=LEADERS, post=LEADERS_422),
    Row("/agreements/{agreement}/", get=OWN_CLIENT),
    Row("/agreements/{agreement}/edit/", get=LEADERS, post=LEADERS_422),
    Row("/agreements/{agreement}/offer/", post=LEADERS_302),
    Row("/calendars/new/", get=LEADERS, post="200 200 403 403 403 403 403 in", data={"act": "add"}),
    Row("/calendars/{calendar}/", get=OWN_CLIENT),
    Row("/calendars/{calendar}.ics", get=OWN_CLIENT),
    Row("/calendars/{calendar}/edit/", get=LEADERS, post="422 422 403 403 403 403 403 in"),
]
CLIENTS = [
    Row("/clients/", get=SIGNED_IN),
    Row("/clients/export.csv", get="200 200 403 200 200 403 403 in"),
    Row("/clients/export.jsonl", get="200 200 403 200 200 403 403 in"),
    Row("/contacts/export.csv", get="200 200 403 200 200 403 403 in"),
    Row("/contacts/export.jsonl", get="200 200 403 200 200 403 403 in"),
    Row("/clients/new/", get=SELLERS, post="422 422 403 422 403 403 403 in"),
    Row("/clients/{client}/", get=OWN_CLIENT),
    Row("/clients/9223372036854775807/", get="404 404 404 404 404 404 404 in"),
    Row("/clients/9223372036854775808/", get=NOTHING, post=NOTHING),
    Row("/clients/{client}/contacts/new/", get=SELLERS, post="422 422 403 422 403 403 403 in"),
    Row("/clients/{client}/sites/new/", get=SELLERS, post="422 422 403 422 403 403 403 in"),
    Row("/clients/{client}/edit/", get=SELLERS, post=SELLERS_422),
    Row("/clients/{client}/part/", post=SELLERS_302),
    Row("/clients/{client}/take-back/", post=SELLERS_302),
    Row("/clients/{client}/contacts/", get=SELLERS),
    Row("/clients/{client}/contacts/{contact}/", get=SELLERS, post=SELLERS_422),
    Row("/clients/{client}/contacts/{contact}/left/", post=SELLERS_302),
    Row("/clients/{client}/contacts/{contact}/back/", post=SELLERS_302),
    Row("/clients/{client}/sites/", get=SELLERS),
    Row("/clients/{client}/sites/{site}/", get=SELLERS, post=SELLERS_422),
    Row("/clients/{client}/sites/{site}/close/", post=SELLERS_302),
    Row("/clients/{client}/sites/{site}/open/", post=SELLERS_302),
    Row("/clients/{client}/devices/", get=MEMBERS),
    Row("/clients/{client}/devices/new/", get=CARERS, post=CARERS_422),
    Row("/devices/", get=MEMBERS),
    Row("/devices/export.csv", get=MEMBERS),
    Row("/devices/{device}/", get=MEMBERS),
    Row("/devices/{device}/edit/", get=CARERS, post=CARERS_422),
    Row("/devices/{device}/retire/", post="302 302 302 302 403 403 403 in"),
    Row("/devices/{device}/restore/", post="302 302 302 302 403 403 403 in"),
]
DESK = [
    Row("/tickets/", get=MEMBERS),
    Row("/tickets/export.csv", get="200 200 200 403 200 403 403 in"),
    Row("/tickets/export.jsonl", get="200 200 200 403 200 403 403 in"),
    Row("/tickets/bulk/", get="200 200 200 403 403 403 403 in", post=WORKERS_302),
    Row("/tickets/bulk/1/", get="404 404 404 403 403 403 403 in", post="404 404 404 403 403 403 403 in"),
    Row("/tickets/bulk/1/apply/", get=BY_POST_WORKERS, post="404 404 404 403 403 403 403 in"),
    Row("/tickets/bulk/1/undo/", get=BY_POST_WORKERS, post="404 404 404 403 403 403 403 in"),
    Row("/tickets/new/", get=MEMBERS, post="422 422 422 422 422 403 403 in", data={"client": "{client}"}),
    Row("/tickets/{ticket}/", get=OWN_CLIENT),
    Row("/tickets/9223372036854775808/", get=NOTHING, post=NOTHING),
    Row("/tickets/{ticket}/presence/", post=MEMBERS),
    Row("/tickets/{ticket}/replies/", post=WORKERS_422),
    Row("/tickets/{ticket}/notes/", post="422 422 422 422 422 403 403 in"),
    Row("/tickets/{ticket}/heard/", post=WORKERS_422),
    Row("/tickets/{ticket}/wait/", post=WORKERS_422),
    Row("/tickets/{ticket}/wait/end/", post=WORKERS_422),
    Row("/tickets/{ticket}/wait/yes/", post=WORKERS_422),
    Row("/tickets/{ticket}/wait/again/", post=WORKERS_422),
    Row("/tickets/{ticket}/wait/supplier/", post=WORKERS_422),
    Row("/tickets/{ticket}/wait/answer/", post="403 403 403 403 403 422 404 in"),
    Row("/tickets/{ticket}/links/", get="200 200 200 403 403 403 403 in", post=WORKERS_422),
    Row("/tickets/{ticket}/links/9223372036854775807/remove/", post="404 404 404 403 403 403 403 in"),
    Row("/tickets/{ticket}/merge/", get="200 200 200 403 403 403 403 in", post=WORKERS_422),
    Row("/tickets/{ticket}/apart/", post=WORKERS_302),
    Row("/tickets/{ticket}/split/", get="200 200 200 403 403 403 403 in", post=WORKERS_422),
    Row("/tickets/{ticket}/canned/", get=MEMBERS, post=MEMBERS),
    Row("/files/{file}/offer.txt", get=OWN_CLIENT),
    Row("/files/{inside}/price.txt", get="200 200 200 200 200 404 404 in"),
    Row("/files/9223372036854775807/x", get="404 404 404 404 404 404 404 in"),
    Row("/canned/", get=MEMBERS),
    Row("/canned/new/", get=MEMBERS, post=MEMBERS_422),
    Row("/canned/{canned}/", get=LEADERS, post=LEADERS_422),
    Row("/canned/{canned}/remove/", get=BY_POST, post=LEADERS_302),
    Row("/canned/{own_canned}/", get="404 404 200 404 404 403 403 in", post="404 404 422 404 404 403 403 in"),
    Row("/tickets/{ticket}/promises/", post=WORKERS_422),
    Row("/tickets/{ticket}/promises/{promise}/kept/", post=WORKERS_422),
    Row("/tickets/{ticket}/priority/", post=WORKERS_422),
    Row("/tickets/{ticket}/owner/", post=WORKERS_302),
    Row("/tickets/{ticket}/offers/", get="200 200 200 403 403 403 403 in", post=WORKERS_422),
    Row("/tickets/{ticket}/offers/1/accept/", post=WORKERS_422),
    Row("/tickets/{ticket}/offers/1/decline/", post=WORKERS_422),
    Row("/tickets/{ticket}/offers/1/take-back/", post=WORKERS_422),
    Row("/tickets/{ticket}/resolution/", post=WORKERS_302),
    Row("/tickets/{ticket}/confirmation/", post=WORKERS_422),
    Row("/tickets/{ticket}/closing/", post=WORKERS_422),
    Row("/tickets/{ticket}/reopening/", post=WORKERS_422),
]
REGISTER = [
    Row("/register/{promise}/offer/", get=MEMBERS, post="422 422 422 422 422 403 403 in"),
    Row("/register/offers/{offer}/accept/", post="302 302 302 302 302 403 403 in"),
    Row("/register/offers/{offer}/decline/", post="302 302 302 302 302 403 403 in"),
    Row("/register/offers/{offer}/take-back/", post="302 302 302 302 302 403 403 in"),
    Row("/", get="200 200 200 200 200 302 302 in"),
    Row("/register/{promise}/", get=OWN_CLIENT),
    Row("/register/{promise}/kept/", post=MEMBERS_422),
    Row("/register/{promise}/released/", post=MEMBERS_422),
    Row("/register/{promise}/withdrawn/", post=MEMBERS_422),
    Row("/register/{promise}/void/", post="422 422 403 403 403 403 403 in"),
    Row("/register/{promise}/moved/", post=MEMBERS_422),
    Row("/register/{promise}/proposal/", post=MEMBERS_422),
    Row("/register/{promise}/proposal/back/", post="302 302 302 302 302 403 403 in"),
    Row("/register/{promise}/proposal/answer/", post="422 422 422 422 422 422 404 in"),
    Row("/register/9223372036854775808/", get=NOTHING, post=NOTHING),
    Row("/yes/nonsense/", get=NOTHING, post=NOTHING),
    Row("/yes/{question}/", get=ALL, post="422 422 422 422 422 422 422 422"),
    Row("/promise/", get=SIGNED_IN, post="422 422 422 422 422 422 422 in"),
    Row("/conversations/9223372036854775807/", get="404 404 404 404 404 404 404 in"),
    Row("/register/", get=MEMBERS),
    Row("/register/?due=whenever", get="400 400 400 400 400 403 403 in"),
    Row("/register/export.csv", get="200 200 200 403 200 403 403 in"),
    Row("/register/export.jsonl", get="200 200 200 403 200 403 403 in"),
]
AMENDMENTS = [
    Row("/amendments/{amendment}/", get=LEADERS),
    Row("/amendments/{amendment}/rows/", get="404 404 403 403 403 403 403 in"),
    Row("/amendments/{amendment}/rows/?effect=later", get=LEADERS),
    Row("/amendments/{amendment}/apply/", post=LEADERS_422),
    Row("/amendments/{amendment}/again/", post=LEADERS_302),
    Row("/amendments/{amendment}/drop/", post=LEADERS_302),
    Row("/amendments/{amendment}/answers/{client}/", post="404 404 403 403 403 403 403 in"),
]
REPORTING = [
    Row("/scorecard/", get=MEMBERS),
    Row("/scorecard/breaches/", get=MEMBERS),
    Row("/scorecard/export.csv", get=MEMBERS),
    Row("/scorecard/export.json", get=MEMBERS),
    Row("/scorecard/hand-overs/", get=MEMBERS),
    Row("/scorecard/hand-overs/tickets/", get=MEMBERS),
    Row("/scorecard/rows/export.csv", get=SIGNED_IN),
    Row("/scorecard/rows/export.jsonl", get=SIGNED_IN),
    Row("/scorecard/hand-overs/export.csv", get=MEMBERS),
    Row("/scorecard/hand-overs/export.jsonl", get=MEMBERS),
    Row("/scorecard/hand-overs/tickets/export.csv", get=MEMBERS),
    Row("/scorecard/hand-overs/tickets/export.jsonl", get=MEMBERS),
    Row("/scorecard/rows/", get=SIGNED_IN),
    Row("/imports/{import}/differences.csv", get=LEADERS),
]
IMPORTS = [
    Row("/imports/", get=LEADERS),
    Row("/imports/export.csv", get=LEADERS),
    Row("/imports/export.jsonl", get=LEADERS),
    Row("/imports/new/", get=LEADERS, post=LEADERS_422),
    Row("/imports/drafts/{draft}/", get=LEADERS_302),
    Row("/imports/drafts/{draft}/columns/", get=LEADERS, post=LEADERS_422),
    Row("/imports/drafts/{draft}/words/", get=LEADERS, post=LEADERS_422),
    Row("/imports/drafts/{draft}/mapping.toml", get=LEADERS),
    Row("/imports/drafts/{draft}/keep/", post=LEADERS_302),
    Row("/imports/drafts/{draft}/plan/", get=LEADERS_302, post=LEADERS_302),
    Row("/imports/drafts/{draft}/refused.csv", get=LEADERS),
    Row("/imports/drafts/{draft}/apply/", post=LEADERS_302),
    Row("/imports/drafts/{draft}/drop/", post=LEADERS_302),
    Row("/imports/{import}/", get=LEADERS),
    Row("/imports/{import}/kept.csv", get=LEADERS),
    Row("/imports/{import}/undo/", get=LEADERS, post=LEADERS_302),
    Row("/imports/sources/", get=LEADERS),
    Row("/imports/sources/new/", get=LEADERS, post=LEADERS),
    Row("/imports/sources/{source}/", get=LEADERS),
    Row("/imports/sources/{source}/edit/", get=LEADERS, post=LEADERS_422),
    Row("/imports/sources/{source}/try/", post=LEADERS_409),
    Row("/imports/sources/{source}/run/", post=LEADERS_302),
    Row("/imports/sources/{source}/pause/", post=LEADERS_302),
    Row("/imports/sources/{source}/lead/", get=LEADERS, post=LEADERS_302),
    Row("/imports/9223372036854775808/", get=NOTHING, post=NOTHING),
]
DEMO = [  # outside the demo there is nothing
    Row("/demo/", get=NOTHING, post=NOTHING),
    Row("/demo/1/", post=NOTHING),
]
ROWS = [*FOUNDATION, *IDENTITY, *CLIENTS, *AGREEMENTS, *REGISTER, *AMENDMENTS, *DESK, *REPORTING, *IMPORTS, *DEMO]
