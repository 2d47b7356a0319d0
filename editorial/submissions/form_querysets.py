"""What the forms that a visitor confirms by mail have in common."""

from datetime import timedelta

from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.utils import timezone

UNCONFIRMED_PERIOD = timedelta(days=7)  # so long the link to confirm works


class FormQuerySet(models.QuerySet):
    """Verbs for rows of forms, with `email`, `form_digest`, `created_at` and `confirmed_at`."""

    def same_form(self, digest):
        """The row of a form that is sent once more, such as by a second click."""
        return self.filter(form_digest=digest, confirmed_at=None)

    def save_once(self, digest, save):
        """Call what saves a form and queues its mail, unless another request did so at this very moment."""
        try:
            with transaction.atomic():
                save()
        except IntegrityError:
            if not self.same_form(digest).exists():
                raise

    def openable(self):
        """Those of which the mailed link works: not what nobody confirmed in time, whether it was erased yet or not."""
        return self.exclude(confirmed_at=None, created_at__lt=timezone.now() - UNCONFIRMED_PERIOD)

    def unconfirmed_of(self, email, since):
        """Those that were sent with the mailbox of an address since a moment, and not confirmed."""
        name, _at, domain = mailbox_of(email).rpartition("@")
        same = Q(email__iexact=f"{name}@{domain}") | Q(email__istartswith=f"{name}+", email__iendswith=f"@{domain}")
        return self.filter(same, confirmed_at=None, created_at__gt=since)


def mailbox_of(email):
    """The address without what stands after a +: it leads to the same mailbox."""
    name, _at, domain = email.rpartition("@")
    return f"{name.partition('+')[0]}@{domain}"
