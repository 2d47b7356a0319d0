"""What the forms that a visitor confirms by mail have in common."""

from django.db import models
from django.db.models import Q


class FormQuerySet(models.QuerySet):
    """Verbs for rows of forms, with `email`, `form_digest`, `created_at` and `confirmed_at`."""

    def same_form(self, digest):
        """The row of a form that is sent once more, such as by a second click."""
        return self.filter(form_digest=digest, confirmed_at=None)

    def unconfirmed_of(self, email, since):
        """Those that were sent with the mailbox of an address since a moment, and not confirmed."""
        name, _at, domain = mailbox_of(email).rpartition("@")
        same = Q(email__iexact=f"{name}@{domain}") | Q(email__istartswith=f"{name}+", email__iendswith=f"@{domain}")
        return self.filter(same, confirmed_at=None, created_at__gt=since)


def mailbox_of(email):
    """The address without what stands after a +: it leads to the same mailbox."""
    name, _at, domain = email.rpartition("@")
    return f"{name.partition('+')[0]}@{domain}"
