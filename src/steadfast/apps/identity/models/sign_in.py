"""How people get in: the practice's rules, the providers that may vouch for somebody, and whom each has vouched for."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from steadfast.apps.identity.models.practice import Practice

NOBODY, LEADERS, ALL = "nobody", "leaders", "all"
REQUIRED_OF = (NOBODY, LEADERS, ALL)


class SignInRules(models.Model):
    """One row, made when the owner first decides; without it nobody must, and passwords are good."""

    practice = models.OneToOneField(Practice, models.CASCADE, primary_key=True, related_name="sign_in_rules")
    second_factor = models.CharField(max_length=16, default=NOBODY, help_text="who must have a second factor")
    passwords = models.BooleanField(default=True, help_text="whether members may sign in by password")

    class Meta:
        verbose_name_plural = "sign-in rules"
        constraints = [
            models.CheckConstraint(name="second_factor_of_known", condition=Q(second_factor__in=REQUIRED_OF))
        ]

    def __str__(self) -> str:
        return f"second factor: {self.second_factor}"


class SignInProvider(models.Model):
    """An OpenID Connect provider that the owner set up; its client secret is sealed and never shown again."""

    name = models.CharField(max_length=60)
    issuer = models.CharField(max_length=255, unique=True)
    client_id = models.CharField(max_length=200)
    sealed_secret = models.TextField()
    domains = models.JSONField(default=list, help_text="domains of addresses that it may vouch for; none: any")

    def __str__(self) -> str:
        return self.name


class ProviderSubject(models.Model):
    """Whom an issuer's subject is: bound at the first sign-in, so that an address given to another lets nobody in."""

    issuer = models.CharField(max_length=255)
    subject = models.CharField(max_length=255)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="provider_subjects")
    bound_at = models.DateTimeField()
    used_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["issuer", "subject"], name="provider_subject_once"),
            models.UniqueConstraint(fields=["user", "issuer"], name="provider_subject_one_a_user"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} at {self.issuer}"
