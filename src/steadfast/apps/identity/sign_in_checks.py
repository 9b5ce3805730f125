"""What `steadfast verify` asks of signing in: are rules, providers and who is bound to them as events say?"""

from collections.abc import Iterator
from typing import Any

from steadfast.apps.identity.models import ProviderSubject, SignInProvider, SignInRules
from steadfast.foundation import verify
from steadfast.foundation.models import PRACTICE_CHAIN, Event
from steadfast.foundation.verify import Finding


def register() -> None:
    """Register the checks under the names that `steadfast verify` prints."""
    verify.register("sign-in rules")(rules)
    verify.register("sign-in providers")(providers)
    verify.register("provider subjects")(subjects)


def rules() -> Iterator[Finding]:
    """Yield a finding where a rule is not the one that the owner last set; a removed provider frees passwords."""
    said: dict[str, Any] = {"second_factor": "nobody", "passwords": True}
    freed = {True}
    for event in _events("sign_in."):
        if event.kind == "sign_in.rules_changed":
            said, freed = event.data or said, set()
        elif event.kind == "sign_in.provider_removed":
            freed = {True}
    row = SignInRules.objects.first() or SignInRules()
    if row.second_factor != said["second_factor"]:
        yield Finding("sign-in rules", f"second factor of {row.second_factor}, events say {said['second_factor']}")
    if row.passwords not in {said["passwords"], *freed}:
        yield Finding("sign-in rules", f"passwords are {row.passwords}, events say {said['passwords']}")


def providers() -> Iterator[Finding]:
    """Yield every provider that the owner did not set up, or set up otherwise."""
    said: dict[int, dict[str, Any]] = {}
    for event in _events("sign_in.provider"):
        if data := event.data:
            said.pop(data["provider"], None)
            if event.kind == "sign_in.provider_kept":
                said[data["provider"]] = data
    for row in SignInProvider.objects.order_by("pk"):
        told = said.get(row.pk)
        if told is None or (told["issuer"], told["domains"]) != (row.issuer, row.domains):
            yield Finding(f"provider {row.pk}", "no event tells of its issuer and its domains")


def subjects() -> Iterator[Finding]:
    """Yield every binding to a provider that no event tells of: who wrote it could sign in as that person."""
    told = {(event.data["person"], event.data["issuer"]) for event in _events("person.bound") if event.data}
    for row in ProviderSubject.objects.select_related("user__person").order_by("pk"):
        if (row.user.person.pk, row.issuer) not in told:
            yield Finding(f"person {row.user.person.pk}", f"no event tells that {row.issuer} vouches for them")


def _events(prefix: str) -> Iterator[Event]:
    rows = Event.objects.filter(chain_id=PRACTICE_CHAIN, kind__startswith=prefix).select_related("text")
    return rows.order_by("id").iterator(chunk_size=1000)
