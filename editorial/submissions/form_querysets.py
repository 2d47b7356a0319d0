"""QuerySet methods shared by the forms that a visitor confirms by mail: submissions, questions and subscriptions."""

from datetime import timedelta

from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.utils import timezone

UNCONFIRMED_PERIOD = timedelta(days=7)  # so long the link to confirm works


class FormQuerySet(models.QuerySet):
    """QuerySet methods for forms with `email`, `form_digest`, `created_at` and `confirmed_at`."""

    def same_form(self, digest):
        """Filter on an unconfirmed form with the same digest: it is being sent once more, such as by a second click."""
        return self.filter(form_digest=digest, confirmed_at=None)

    def save_once(self, digest, save):
        """Call `save`, which saves a form and queues its mail; does nothing if another request just did that."""
        try:
            with transaction.atomic():
                save()
        except IntegrityError:
            if not self.same_form(digest).exists():
                raise

    def openable(self):
        """Leave out forms whose confirmation link has expired, whether they were erased yet or not."""
        return self.exclude(confirmed_at=None, created_at__lt=timezone.now() - UNCONFIRMED_PERIOD)

    def unconfirmed_of(self, email, since):
        """Filter on unconfirmed forms sent since a moment with an address of the same mailbox."""
        name, _at, domain = mailbox_of(email).rpartition("@")
        same = Q(email__iexact=f"{name}@{domain}") | Q(email__istartswith=f"{name}+", email__iendswith=f"@{domain}")
        return self.filter(same, confirmed_at=None, created_at__gt=since)


def mailbox_of(email):
    """Return a mail address without its `+` suffix, which leads to the same mailbox."""
    name, _at, domain = email.rpartition("@")
    return f"{name.partition('+')[0]}@{domain}"
