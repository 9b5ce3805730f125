"""A box: one mail address of the practice, how mail reaches us there, and how what we write leaves, in which words.

`*_sealed` hold passwords and tokens, encrypted by the practice's own secret: never shown again, in no event and no log.
`trouble` is what keeps the box from being read, since `trouble_since`; mail waits on the server until it is mended.
"""

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from steadfast.apps.identity.models import Team

RECEIVES = ("imap", "lmtp", "none")
SENDS = ("smtp", "practice", "none")
SECURITIES = ("tls", "starttls", "plain")
SIGN_INS = ("password", "microsoft", "google")
AFTERWARDS = ("seen", "move")


class Box(models.Model):
    """`sends`: by a server of its own, by that of the settings ("practice"), or not: then replies are only shown."""

    name = models.CharField(max_length=100, unique=True)
    address = models.EmailField(max_length=254)
    team = models.ForeignKey(Team, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)

    receives = models.CharField(max_length=8, default="imap")
    imap_host = models.CharField(max_length=253, blank=True)
    imap_port = models.PositiveIntegerField(default=993)
    imap_security = models.CharField(max_length=8, default="tls")
    imap_user = models.CharField(max_length=254, blank=True)
    imap_sealed = models.TextField(blank=True, help_text="the password, sealed")
    folder = models.CharField(max_length=200, default="INBOX")
    afterwards = models.CharField(max_length=8, default="seen", help_text="what happens there to mail that is kept")
    moves_to = models.CharField(max_length=200, default="Steadfast", blank=True)
    proves = models.CharField(
        max_length=253,
        blank=True,
        help_text="our server's name in Authentication-Results; none: any server is heard",
    )

    sign_in = models.CharField(max_length=16, default="password", help_text="of both ways, where a provider is used")
    oauth_sealed = models.TextField(blank=True, help_text="the refresh token of the provider, sealed")

    sends = models.CharField(max_length=8, default="smtp")
    smtp_host = models.CharField(max_length=253, blank=True)
    smtp_port = models.PositiveIntegerField(default=587)
    smtp_security = models.CharField(max_length=8, default="starttls")
    smtp_user = models.CharField(max_length=254, blank=True)
    smtp_sealed = models.TextField(blank=True, help_text="the password, sealed; none: that of IMAP")

    from_name = models.CharField(max_length=100, blank=True, help_text="none: the practice's name")
    signature = models.TextField(blank=True)
    subject = models.CharField(
        max_length=200, default="[{{ticket}}] {{title}}", help_text="of what we send on a ticket"
    )
    greeting = models.CharField(max_length=200, blank=True, help_text="the line before each reply")
    quotes = models.BooleanField(default=False, help_text="whether a reply repeats what it answers")
    acknowledges = models.BooleanField(default=False, help_text="whether who opens a ticket by mail hears so at once")
    acknowledgement = models.TextField(blank=True, help_text="none: our own words")

    since: "models.DateTimeField[datetime, datetime]" = models.DateTimeField(help_text="when it was set up")
    paused_at: "models.DateTimeField[datetime | None, datetime | None]" = models.DateTimeField(null=True, blank=True)
    checked_at: "models.DateTimeField[datetime | None, datetime | None]" = models.DateTimeField(null=True, blank=True)
    trouble = models.TextField(blank=True)
    trouble_since: "models.DateTimeField[datetime | None, datetime | None]" = models.DateTimeField(
        null=True, blank=True
    )
    uidvalidity = models.PositiveBigIntegerField(null=True, blank=True)
    last_uid = models.PositiveBigIntegerField(default=0, help_text="all of this number and below are kept")

    class Meta:
        verbose_name_plural = "boxes"
        constraints = [
            models.UniqueConstraint(Lower("address"), name="mail_box_address_once"),
            models.CheckConstraint(name="mail_box_receives_known", condition=Q(receives__in=RECEIVES)),
            models.CheckConstraint(name="mail_box_sends_known", condition=Q(sends__in=SENDS)),
            models.CheckConstraint(name="mail_box_sign_in_known", condition=Q(sign_in__in=SIGN_INS)),
            models.CheckConstraint(
                name="mail_box_trouble_since", condition=Q(trouble="") | Q(trouble_since__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.name
