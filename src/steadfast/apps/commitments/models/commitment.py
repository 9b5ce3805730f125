"""One commitment: a debtor owes a creditor an outcome by a due time, with one owner who answers.

The verdict is a generated column, so that SQL and Python cannot differ (steadfast.domain.commitment.verdict says
the same in Python, and a test compares them). The database itself refuses an open promise of ours without an owner.
"""

from django.db import models
from django.db.models import Case, F, Q, Value, When

from steadfast.apps.clients.models import Client
from steadfast.apps.commitments.models.terms import Terms
from steadfast.apps.identity.models import Party, Person, Team
from steadfast.apps.identity.models.party import PRACTICE_ID
from steadfast.apps.imports.models import Batch
from steadfast.domain import language
from steadfast.foundation.models import Event, Subject

DIRECTIONS = ("ours", "theirs", "inside", "between")
OWN_WORDS = ("promise", "answer", "visit")  # kinds that are told by their own words
CLOSINGS = ("fulfilled", "released", "withdrawn", "void")
OPEN = Q(closed_at__isnull=True)
MOVED = Q(moves__gt=0)
NOT_OURS = ~Q(direction="ours")
NOT_OWED_BY_US = ~Q(debtor=PRACTICE_ID)
FACTS = ("closed_as", "due_at", "done_at", "felt_due_at")  # what a verdict follows from
ENDED_OTHERWISE = Q(closed_at__isnull=False, done_at__isnull=True)  # released, withdrawn or void

VERDICT = Case(
    When(closed_as="void", then=Value("void")),
    When(closed_as="released", then=Value("released")),
    When(closed_as="withdrawn", then=Value("broken")),
    When(done_at__isnull=True, then=Value("open")),
    When(done_at__lte=F("due_at"), then=Value("kept")),
    default=Value("kept late"),
    output_field=models.CharField(max_length=16),
)


class Commitment(models.Model):
    uid = models.UUIDField(unique=True)
    kind = models.CharField(max_length=32)
    what = models.CharField(max_length=300, help_text="the outcome, in words")
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="commitments", db_index=False)
    terms = models.ForeignKey(Terms, models.PROTECT, null=True, related_name="+", db_index=False)
    answers = models.ForeignKey("self", models.PROTECT, null=True, related_name="answered_by", db_index=False)
    behind = models.ForeignKey("self", models.PROTECT, null=True, related_name="supports", db_index=False)
    batch = models.ForeignKey(Batch, models.PROTECT, null=True, related_name="+", db_index=False)
    version = models.PositiveIntegerField(default=1, help_text="optimistic lock")

    debtor = models.ForeignKey(Party, models.PROTECT, related_name="debts", db_index=False)
    creditor = models.ForeignKey(Party, models.PROTECT, related_name="claims", db_index=False)
    creditor_person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    client = models.ForeignKey(Client, models.PROTECT, null=True, related_name="commitments", db_index=False)
    owner = models.ForeignKey(Person, models.PROTECT, null=True, related_name="owned", db_index=False)
    team = models.ForeignKey(Team, models.PROTECT, null=True, related_name="+", db_index=False)
    priority = models.CharField(max_length=4, blank=True)
    direction = models.CharField(max_length=8)

    promised_at = models.DateTimeField()
    due_at = models.DateTimeField()
    warn_at = models.DateTimeField()
    first_due_at = models.DateTimeField()
    felt_due_at = models.DateTimeField(help_text="due_at had no wait paused the clock: as its creditor feels it")
    due_month = models.DateField(help_text="first day of the month of due_at in the practice's zone")
    waiting_since = models.DateTimeField(null=True)
    moves = models.PositiveIntegerField(default=0)
    slip_s = models.PositiveBigIntegerField(default=0)

    done_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_as = models.CharField(max_length=16, null=True)  # null and not "": the checks tell them apart
    evidence_event = models.ForeignKey(Event, models.PROTECT, null=True, related_name="+", db_index=False)
    verdict = models.GeneratedField(expression=VERDICT, output_field=models.CharField(max_length=16), db_persist=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="commitment_no_orphan",
                condition=Q(closed_at__isnull=False) | ~Q(debtor=PRACTICE_ID) | Q(owner__isnull=False),
            ),
            models.CheckConstraint(
                name="commitment_direction_by_debtor",
                condition=(Q(direction__in=("ours", "inside")) & Q(debtor=PRACTICE_ID))
                | (Q(direction__in=("theirs", "between")) & ~Q(debtor=PRACTICE_ID)),
            ),
            models.CheckConstraint(
                name="commitment_closed_as_something",
                condition=(Q(closed_at__isnull=True) & Q(closed_as__isnull=True))
                | (Q(closed_at__isnull=False) & Q(closed_as__isnull=False) & Q(closed_as__in=CLOSINGS)),
            ),
            models.CheckConstraint(
                name="commitment_done_when_fulfilled",
                condition=(Q(done_at__isnull=False) & Q(closed_as__isnull=False) & Q(closed_as="fulfilled"))
                | (Q(done_at__isnull=True) & (Q(closed_as__isnull=True) | ~Q(closed_as="fulfilled"))),
            ),
        ]
        indexes = [
            models.Index(fields=["owner", "due_at", "id"], name="open_by_owner", condition=OPEN),
            models.Index(fields=["direction", "due_at", "id"], name="open_by_direction", condition=OPEN),
            models.Index(fields=["client", "direction", "due_at", "id"], name="open_by_client", condition=OPEN),
            models.Index(fields=["due_at", "id"], name="open_by_due", condition=OPEN),
            models.Index(fields=["kind", "due_at", "id"], name="open_by_kind", condition=OPEN),
            models.Index(fields=["client", "due_at", "id"], name="commitment_by_client"),
            # With the verdict between, because SQLite would take one of all for that of what is open.
            models.Index(fields=["client", "verdict", "due_at", "id"], name="open_by_client_due", condition=OPEN),
            models.Index(fields=["owner", "verdict", "due_at", "id"], name="commitment_by_owner"),
            models.Index(
                fields=["debtor", "verdict", "due_at", "id"], name="commitment_by_debtor", condition=NOT_OWED_BY_US
            ),
            models.Index(fields=["direction", "due_at", "id"], name="commitment_not_ours", condition=NOT_OURS),
            models.Index(fields=["verdict", "due_at", "id"], name="ended_otherwise", condition=ENDED_OTHERWISE),
            models.Index(fields=["verdict", "due_at", "id"], name="commitment_moved", condition=MOVED),
            models.Index(fields=["due_at", "id"], name="commitment_by_due"),
            models.Index(fields=["subject"], name="commitment_by_subject"),
            # All that figures count, in the order in which they group it. The facts and not the verdict, because
            # SQLite reads no generated column out of an index.
            models.Index(
                fields=["due_month", "direction", "client", "kind", "priority", "team", *FACTS, "batch"],
                name="commitment_figures",
            ),
        ]

    def __str__(self) -> str:
        return f"C-{self.pk}"

    @property
    def called(self) -> str:
        """What it is called beside its subject, in the reader's language: its own words, or its kind."""
        return self.what if self.kind in OWN_WORDS else language.opening(language.say(self.kind))
