"""What happens at the door, for whoever keeps a book of it. Nothing here is stored.

    signed_in         request, user, how       "password", "passkey", "provider", "link", "one click"; + " and app", …
    refused           request, email, how      an attempt that was turned away; the address as it was typed, or ""
    proved            request, user, how       somebody signed in has shown once more that it is them
Factors that are added or taken away, ended sessions and changed rules are events in the practice's chain.
"""

from django.dispatch import Signal

signed_in = Signal()
refused = Signal()
proved = Signal()
